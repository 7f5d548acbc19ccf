import "server-only";
import { apres } from "@/lib/domain/etats";
import { transaction } from "@/lib/server/base";
import { verrouiller } from "@/lib/server/dossiers/verrouiller";
import type { Agent } from "@/lib/server/droits";
import { ecrireEntree } from "@/lib/server/journal";

/** Makes a filed dossier a draft again, until its review starts. What was filed stays as it is. */
export async function ouvrirNouvelleVersion(
  agent: Agent,
  dossierId: string,
  maintenant: Date,
): Promise<{ id: string }> {
  return transaction(async (tx) => {
    const dossier = await verrouiller(tx, agent, dossierId, "dossier.rouvrir");
    const etat = apres(dossier.etat, "rouvrir", dossier.regime) ?? dossier.etat;
    await tx.dossier.update({ where: { id: dossierId }, data: { etat, modifieLe: maintenant }, select: { id: true } });
    await ecrireEntree(tx, {
      action: "dossier.rouvrir",
      acteur: agent,
      dossierId,
      avant: { etat: dossier.etat },
      apres: { etat },
    });
    return { id: dossierId };
  });
}
