import "server-only";
import type { Tx } from "@/lib/server/base";
import { REPRISES_MIN } from "@/lib/server/courriels/effacer-liens";

export const RETENU = "Lettre retirée avant l’envoi";

/** Whether a mail carries a letter set aside: it leaves no more, whoever asks. `pieceCle`: of the mail. */
export async function porteLettreRetiree(
  client: Pick<Tx, "lettreEngagement">,
  pieceCle: string | null,
): Promise<boolean> {
  if (pieceCle === null) return false;
  return (await client.lettreEngagement.count({ where: { pdfCle: pieceCle, retireeLe: { not: null } } })) > 0;
}

/** A letter set aside does not leave any more: mails that carry it and still wait are held, for the administrator to see. */
export async function retenirCourriels(tx: Tx, pdfCle: string): Promise<void> {
  await tx.courriel.updateMany({
    where: { pieceCle: pdfCle, envoyeLe: null },
    data: { essais: REPRISES_MIN.length, erreur: RETENU },
  });
}
