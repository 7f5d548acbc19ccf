import "server-only";
import type { z } from "zod";
import type { retraitDemande } from "@/lib/schemas/acces";
import { transaction } from "@/lib/server/base";
import { type Agent, peut } from "@/lib/server/droits";
import { ErreurMetier } from "@/lib/server/erreur";
import { demandeIntrouvable } from "@/lib/server/habilitations/erreurs";
import { ecrireEntree } from "@/lib/server/journal";

/** The person takes their own request back, as long as nobody decided. */
export async function retirerDemande(
  agent: Agent,
  { demandeId, version }: z.output<typeof retraitDemande>,
  maintenant: Date,
): Promise<{ id: string }> {
  return transaction(async (tx) => {
    const demande = await tx.demandeAcces.findUnique({
      where: { id: demandeId, utilisateurId: agent.id },
      select: { utilisateurId: true },
    });
    if (demande === null || !peut(agent, "demande.retirer", demande)) throw demandeIntrouvable();
    const { count } = await tx.demandeAcces.updateMany({
      where: { id: demandeId, utilisateurId: agent.id, etat: "en_attente", version },
      data: { etat: "retiree", decideeLe: maintenant, version: { increment: 1 } },
    });
    if (count === 0)
      throw new ErreurMetier("regle", "Cette demande a déjà reçu une réponse : elle ne peut plus être retirée.");
    await ecrireEntree(tx, { action: "demande.retirer", acteur: agent, objet: demandeId, apres: { etat: "retiree" } });
    return { id: demandeId };
  });
}
