import "server-only";
import { stockage } from "@/lib/integrations/stockage";
import { transaction } from "@/lib/server/base";
import { verrouillerDossiers } from "@/lib/server/dossiers/verrouiller";
import { journal } from "@/lib/server/journaux";

/**
 * After a write that failed once its file was in place. A connection lost during COMMIT leaves it unknown whether the row
 * exists, and the doubtful transaction may still be running: the dossier's row lock, which it holds, waits for its end.
 * The file goes only when the database then says that nothing names it. A file too many is harmless; a filed version or
 * a piece without its file is not.
 */
export async function effacerOrphelin(dossierId: string, cle: string): Promise<void> {
  try {
    const orphelin = await transaction(async (tx) => {
      await verrouillerDossiers(tx, [dossierId]);
      const pieces = await tx.piece.count({ where: { cleStockage: cle } });
      const versions = await tx.versionDeposee.count({ where: { pdfCle: cle } });
      const recepisses = await tx.recepisseDepot.count({ where: { cleStockage: cle } });
      const lettres = await tx.lettreEngagement.count({ where: { OR: [{ pdfCle: cle }, { cleStockage: cle }] } });
      return pieces + versions + recepisses + lettres === 0;
    });
    if (orphelin) await stockage.supprimer(cle);
  } catch (err) {
    journal.warn({ err, cle }, "Fichier d’une écriture interrompue gardé : la base ne dit pas s’il est utilisé");
  }
}
