import "server-only";
import type { z } from "zod";
import type { demandeDeliaison } from "@/lib/schemas/comptes";
import { transaction } from "@/lib/server/base";
import type { Agent } from "@/lib/server/droits";
import { ErreurMetier } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";
import { fermerSessions } from "@/lib/server/session/bail";
import { compteVu, exigerAutrui } from "@/lib/server/utilisateurs/modifier-utilisateur";

/**
 * Whoever changes ministry comes back with another ProConnect identity, refused while the former one holds the account. Unbound,
 * the account goes to the next identity that ProConnect gives for its address; sessions opened by the former one end at once.
 */
export async function delierUtilisateur(
  agent: Agent,
  { utilisateurId, version, motif }: z.output<typeof demandeDeliaison>,
  maintenant: Date,
): Promise<{ id: string }> {
  exigerAutrui(agent, utilisateurId);
  return transaction(async (tx) => {
    const compte = await compteVu(tx, utilisateurId, version);
    if (compte.sub === null) throw new ErreurMetier("regle", "Ce compte n’est pas lié à ProConnect.");
    const sessions = await fermerSessions(tx, utilisateurId, "revoquee", undefined, maintenant);
    await tx.utilisateur.update({
      where: { id: utilisateurId, version },
      data: { sub: null, delieLe: maintenant, motifDeliaison: motif, version: { increment: 1 } },
      select: { id: true },
    });
    // The reason is about a person: it stays on the account, out of the trail.
    await ecrireEntree(tx, {
      action: "utilisateur.delier",
      acteur: agent,
      objet: utilisateurId,
      apres: { sessionsFermees: sessions },
    });
    return { id: utilisateurId };
  });
}
