import "server-only";
import type { Tx } from "@/lib/server/base";
import { REPRISES_MIN } from "@/lib/server/courriels/effacer-liens";

const RETENU = "Lettre retirée avant l’envoi";

/** A letter set aside does not leave any more: mails that carry it and still wait are held, for the administrator to see. */
export async function retenirCourriels(tx: Tx, pdfCle: string): Promise<void> {
  await tx.courriel.updateMany({
    where: { pieceCle: pdfCle, envoyeLe: null },
    data: { essais: REPRISES_MIN.length, erreur: RETENU },
  });
}
