import "server-only";
import { avantInstant } from "@/lib/domain/conservation";
import type { DateIso } from "@/lib/domain/dates";
import { stockage } from "@/lib/integrations/stockage";
import { type Tx, transaction } from "@/lib/server/base";
import { verrouillerDossiers } from "@/lib/server/dossiers/verrouiller";
import { ecrireEntree } from "@/lib/server/journal";

/** Files taken out of a draft that no filed version names. A filed version keeps all of its own, removed since or not. */

type PieceRetiree = { id: string; dossierId: string; cleStockage: string | null };

export const piecesAuTerme = (tx: Tx, jour: DateIso): Promise<PieceRetiree[]> =>
  tx.$queryRaw<PieceRetiree[]>`
    SELECT p."id", p."dossierId", p."cleStockage" FROM "Piece" p
     WHERE p."retireeLe" < ${avantInstant("pieces", jour)}::timestamptz
       AND NOT EXISTS (
         SELECT 1 FROM "VersionDeposee" v, jsonb_array_elements(v."pieces"::jsonb) piece
          WHERE v."dossierId" = p."dossierId" AND (piece->>'cle' = p."cleStockage" OR piece->>'id' = p."id"::text))
     ORDER BY p."dossierId", p."id"`;

/** The row in a transaction, then the file: a file too many is harmless, a row without its file is not. */
export async function effacerPieces(acteur: { id: string } | null, jour: DateIso, lues: readonly PieceRetiree[]) {
  let effacees = 0;
  for (const { id, dossierId } of lues) {
    const cle = await transaction(async (tx) => {
      // Whoever files or puts the piece back holds this lock: it is read again behind them.
      await verrouillerDossiers(tx, [dossierId]);
      const piece = (await piecesAuTerme(tx, jour)).find((p) => p.id === id);
      if (piece === undefined) return undefined;
      await tx.piece.delete({ where: { id }, select: { id: true } });
      await ecrireEntree(tx, {
        action: "piece.effacer",
        acteur,
        dossierId,
        objet: id,
        apres: { motif: "conservation" },
      });
      return piece.cleStockage;
    });
    if (cle === undefined) continue;
    if (cle !== null) await stockage.supprimer(cle);
    effacees += 1;
  }
  return effacees;
}
