import "server-only";
import { apres } from "@/lib/domain/etats";
import { transaction } from "@/lib/server/base";
import { SELECTION_FICHIER, versFichier } from "@/lib/server/dossiers/lignes";
import { recalculerSynthese } from "@/lib/server/dossiers/synthese";
import { verrouiller } from "@/lib/server/dossiers/verrouiller";
import type { Agent } from "@/lib/server/droits";
import { noterSysteme } from "@/lib/server/edition/noter-systeme";
import { ecrireEntree } from "@/lib/server/journal";

/**
 * Makes a filed dossier a draft again, until its review starts. What was filed stays as it is; the day of filing goes, which
 * would pass for the day planned for the next one.
 */
export async function ouvrirNouvelleVersion(
  agent: Agent,
  dossierId: string,
  maintenant: Date,
): Promise<{ id: string }> {
  return transaction(async (tx) => {
    const dossier = await verrouiller(tx, agent, dossierId, "dossier.rouvrir");
    const etat = apres(dossier.etat, "rouvrir", dossier.regime) ?? dossier.etat;
    const avant = versFichier(
      await tx.dossier.findUniqueOrThrow({ where: { id: dossierId }, select: SELECTION_FICHIER }),
    );
    await tx.dossier.update({
      where: { id: dossierId },
      data: { etat, dateDepot: null },
      select: { id: true },
    });
    // A tab left open on the old date must not save it back.
    await tx.sectionDossier.update({
      where: { dossierId_section: { dossierId, section: "identite" } },
      data: { version: { increment: 1 }, modifieeLe: maintenant, modifieeParId: agent.id },
      select: { version: true },
    });
    const lignes = await tx.dossier.findUniqueOrThrow({ where: { id: dossierId }, select: SELECTION_FICHIER });
    const fichier = versFichier(lignes);
    await noterSysteme(tx, agent, dossierId, avant, fichier, maintenant);
    await recalculerSynthese(tx, agent, dossier, fichier, maintenant);
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
