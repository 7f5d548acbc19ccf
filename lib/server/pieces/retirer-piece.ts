import "server-only";
import type { DemandePiece } from "@/lib/schemas/demandes";
import { transaction } from "@/lib/server/base";
import { verrouiller } from "@/lib/server/dossiers/verrouiller";
import type { Agent } from "@/lib/server/droits";
import { ecrireEntree } from "@/lib/server/journal";
import { apresChangementDePieces } from "@/lib/server/pieces/apres-changement";
import { pieceIntrouvable } from "@/lib/server/pieces/modifier-piece";

/** Takes the piece out of the draft. Its row and its file stay: a filed version may name it, and it may be put back. */
export async function retirerPiece(
  agent: Agent,
  { dossierId, pieceId }: DemandePiece,
  maintenant: Date,
): Promise<{ id: string }> {
  return transaction(async (tx) => {
    const dossier = await verrouiller(tx, agent, dossierId, "piece.retirer");
    const { count } = await tx.piece.updateMany({
      where: { id: pieceId, dossierId, retireeLe: null },
      data: { retireeLe: maintenant },
    });
    if (count === 0) throw pieceIntrouvable();
    await apresChangementDePieces(tx, agent, dossier, maintenant);
    await ecrireEntree(tx, { action: "piece.retirer", acteur: agent, dossierId, objet: pieceId });
    return { id: pieceId };
  });
}
