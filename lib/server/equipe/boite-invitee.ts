import "server-only";
import type { Tx } from "@/lib/server/base";
import { ecrireAttente } from "@/lib/server/debit/consommer";
import { INVITATION_DESTINATAIRE } from "@/lib/server/debit/limites";
import { ErreurMetier } from "@/lib/server/erreur";

/**
 * Nobody's mailbox is filled by invitations, whoever sends them, from whatever dossier, sent again or not. Counted in the outbox
 * itself, in the transaction that writes the mail: what was refused for another reason has cost nothing.
 */
export async function exigerBoiteLibre(tx: Tx, email: string, maintenant: Date): Promise<void> {
  const { points, secondes } = INVITATION_DESTINATAIRE;
  const fenetre = secondes * 1_000;
  const recues = await tx.courriel.findMany({
    where: { destinataire: email, genre: "invitation", creeLe: { gt: new Date(maintenant.getTime() - fenetre) } },
    orderBy: { creeLe: "desc" },
    take: points,
    select: { creeLe: true },
  });
  const premiere = recues[points - 1];
  if (premiere === undefined) return;
  const reste = Math.ceil((premiere.creeLe.getTime() + fenetre - maintenant.getTime()) / 1_000);
  // The row's own clock may be ahead of the request's.
  const attendre = Math.min(secondes, Math.max(1, reste));
  throw new ErreurMetier(
    "trop_de_demandes",
    `« ${email} » a déjà reçu ${points} invitations en une journée. Attendez ${ecrireAttente(attendre)}, puis réessayez.`,
    { attendre },
  );
}
