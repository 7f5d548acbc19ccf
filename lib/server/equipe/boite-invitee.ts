import "server-only";
import type { Tx } from "@/lib/server/base";
import { exigerBoite } from "@/lib/server/courriels/boite-libre";
import { INVITATION_DESTINATAIRE } from "@/lib/server/debit/limites";

/** Invitations that one mailbox may receive. */
export const exigerBoiteLibre = (tx: Tx, email: string, maintenant: Date): Promise<void> =>
  exigerBoite(
    tx,
    email,
    {
      ...{ genre: "invitation", ...INVITATION_DESTINATAIRE },
      dit: `${INVITATION_DESTINATAIRE.points} invitations en une journée`,
    },
    maintenant,
  );
