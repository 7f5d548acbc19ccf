import "server-only";
import type { Tx } from "@/lib/server/base";
import type { GenreCourriel } from "@/lib/server/courriels/deposer-courriel";
import { ecrireAttente } from "@/lib/server/debit/consommer";
import { ErreurMetier } from "@/lib/server/erreur";

type LimiteBoite = {
  genre: GenreCourriel;
  points: number;
  secondes: number;
  /** « 5 invitations en une journée » */
  dit: string;
};

/**
 * Nobody's mailbox is filled through us, whoever sends, from whatever dossier, sent again or not. Counted in the outbox itself, in the
 * transaction that writes the mail: what was refused for another reason has cost nothing.
 */
export async function exigerBoite(
  tx: Tx,
  email: string,
  { genre, points, secondes, dit }: LimiteBoite,
  maintenant: Date,
): Promise<void> {
  const fenetre = secondes * 1_000;
  const recus = await tx.courriel.findMany({
    where: { destinataire: email, genre, creeLe: { gt: new Date(maintenant.getTime() - fenetre) } },
    orderBy: { creeLe: "desc" },
    take: points,
    select: { creeLe: true },
  });
  const premier = recus[points - 1];
  if (premier === undefined) return;
  const reste = Math.ceil((premier.creeLe.getTime() + fenetre - maintenant.getTime()) / 1_000);
  // The row's own clock may be ahead of the request's.
  const attendre = Math.min(secondes, Math.max(1, reste));
  throw new ErreurMetier(
    "trop_de_demandes",
    `« ${email} » a déjà reçu ${dit}. Attendez ${ecrireAttente(attendre)}, puis réessayez.`,
    { attendre },
  );
}
