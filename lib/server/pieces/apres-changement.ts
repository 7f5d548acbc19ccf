import "server-only";
import type { Tx } from "@/lib/server/base";
import { SELECTION_FICHIER, versFichier } from "@/lib/server/dossiers/lignes";
import { recalculerSynthese } from "@/lib/server/dossiers/synthese";
import type { DossierTenu } from "@/lib/server/dossiers/verrouiller";
import type { Agent } from "@/lib/server/droits";

/** Pieces are part of the dossier: their section gets a new version, and the verdicts are computed again. */
export async function apresChangementDePieces(tx: Tx, agent: Agent, dossier: DossierTenu, maintenant: Date) {
  await tx.sectionDossier.update({
    where: { dossierId_section: { dossierId: dossier.id, section: "pieces" } },
    data: { version: { increment: 1 }, modifieeLe: maintenant, modifieeParId: agent.id },
    select: { version: true },
  });
  const lignes = await tx.dossier.findUniqueOrThrow({ where: { id: dossier.id }, select: SELECTION_FICHIER });
  await recalculerSynthese(tx, agent, dossier, versFichier(lignes), maintenant);
}
