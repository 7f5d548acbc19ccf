import "server-only";
import type { z } from "zod";
import type { demandeModificationPiece } from "@/lib/schemas/demandes";
import { transaction } from "@/lib/server/base";
import { differences } from "@/lib/server/dossiers/differences";
import { deJour, versJour } from "@/lib/server/dossiers/lignes";
import { verrouiller } from "@/lib/server/dossiers/verrouiller";
import type { Agent } from "@/lib/server/droits";
import { ErreurMetier } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";
import { apresChangementDePieces } from "@/lib/server/pieces/apres-changement";

export const pieceIntrouvable = () => new ErreurMetier("introuvable", "Cette pièce n’existe pas ou n’existe plus.");

/** What the piece is, and the date written on it. */
export async function modifierPiece(
  agent: Agent,
  { dossierId, pieceId, type, date }: z.output<typeof demandeModificationPiece>,
  maintenant: Date,
): Promise<{ id: string }> {
  return transaction(async (tx) => {
    const dossier = await verrouiller(tx, agent, dossierId, "piece.modifier");
    const piece = await tx.piece.findFirst({
      where: { id: pieceId, dossierId, retireeLe: null },
      select: { type: true, date: true },
    });
    if (piece === null) throw pieceIntrouvable();
    const changement = differences({ type: piece.type, date: versJour(piece.date) }, { type, date });
    if (changement === null) return { id: pieceId };
    await tx.piece.update({ where: { id: pieceId }, data: { type, date: deJour(date) }, select: { id: true } });
    await apresChangementDePieces(tx, agent, dossier, maintenant);
    await ecrireEntree(tx, { action: "piece.modifier", acteur: agent, dossierId, objet: pieceId, ...changement });
    return { id: pieceId };
  });
}
