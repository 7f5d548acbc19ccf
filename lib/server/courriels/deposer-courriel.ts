import "server-only";
import type { Tx } from "@/lib/server/base";

/** Their text holds a link that signs someone in: whoever reads it could take their place. */
export const GENRES_SECRETS = ["lien_connexion", "invitation"] as const;
type GenreSecret = (typeof GENRES_SECRETS)[number];
export type GenreOrdinaire = "habilitation" | "demande" | "compte" | "relance" | "commentaire" | "lettre";
export type GenreCourriel = GenreSecret | GenreOrdinaire;
export const estSecret = (genre: string): boolean => (GENRES_SECRETS as readonly string[]).includes(genre);

/** A file of the storage that goes with a mail: it must stay there until the mail has left. */
export type PieceCourriel = { nom: string; cle: string };

export type NouveauCourriel = { destinataire: string; objet: string; corps: string; piece?: PieceCourriel } & (
  | { genre: GenreOrdinaire; lien?: undefined }
  /** SHA-256 of the link's token: the body is wiped as soon as that link opens nothing. */
  | { genre: GenreSecret; lien: string }
);

/**
 * Writes a mail in the outbox, in the transaction of what it tells: told if and only if it happened. Sent afterwards by
 * `expedierCourriels`, which the caller asks for with `envoyerApres()` once the transaction is committed.
 */
export async function deposerCourriel(
  tx: Tx,
  { destinataire, objet, corps, genre, lien, piece }: NouveauCourriel,
): Promise<string> {
  const adresse = destinataire.trim().toLowerCase();
  const compte = await tx.utilisateur.findUnique({ where: { email: adresse }, select: { id: true } });
  const { id } = await tx.courriel.create({
    data: {
      destinataire: adresse,
      utilisateurId: compte?.id ?? null,
      // One line: a name typed by someone could otherwise add headers.
      objet: objet.replace(/\s+/g, " ").trim(),
      corps,
      genre,
      lien: lien ?? null,
      pieceNom: piece?.nom ?? null,
      pieceCle: piece?.cle ?? null,
    },
    select: { id: true },
  });
  return id;
}
