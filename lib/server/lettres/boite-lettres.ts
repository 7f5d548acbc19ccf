import "server-only";
import type { Tx } from "@/lib/server/base";
import { exigerBoite } from "@/lib/server/courriels/boite-libre";
import { LETTRE_DESTINATAIRE } from "@/lib/server/debit/limites";

/** Letters, and words about them, that one mailbox may receive. */
export const exigerBoitePourLettre = (tx: Tx, adresse: string, maintenant: Date): Promise<void> =>
  exigerBoite(
    tx,
    adresse,
    {
      ...{ genre: "lettre", ...LETTRE_DESTINATAIRE },
      dit: `${LETTRE_DESTINATAIRE.points} courriels de lettres d’engagement en une journée`,
    },
    maintenant,
  );
