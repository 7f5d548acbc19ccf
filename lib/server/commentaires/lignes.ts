import "server-only";
import type { Tx } from "@/lib/server/base";
import { COMPTE_OUVERT, droitsVivants } from "@/lib/server/equipe/responsables";
import { ErreurMetier } from "@/lib/server/erreur";

/** Beyond, the talk of a dossier no longer fits what its pages read at once. */
export const COMMENTAIRES_MAX = 3_000;

export const commentaireIntrouvable = () =>
  new ErreurMetier("introuvable", "Ce commentaire n’existe pas ou ne vous est pas ouvert.");

/** Nothing was written: the text just typed stays in its form. */
export const commentaireChange = () =>
  new ErreurMetier(
    "conflit",
    "Cette discussion a changé entre-temps. Ce que vous voyez est à jour : vérifiez, puis recommencez.",
  );

/** Accounts that may be mentioned: in the team, open, with a right alive that opens this dossier. */
export const membresActifs = (dossierId: string, maintenant: Date) => ({
  ...COMPTE_OUVERT,
  dossiers: { some: { dossierId } },
  habilitations: { some: droitsVivants(dossierId, maintenant) },
});

/** The comment, locked with its dossier by the caller; in this dossier, or it does not exist. */
export async function trouverCommentaire(tx: Tx, dossierId: string, id: string) {
  const trouve = await tx.commentaire.findFirst({
    where: { id, dossierId },
    select: {
      id: true,
      filId: true,
      section: true,
      adresse: true,
      texte: true,
      auteurId: true,
      retireLe: true,
      resoluLe: true,
      version: true,
    },
  });
  if (trouve === null) throw commentaireIntrouvable();
  return trouve;
}
