import "server-only";
import type { Tx } from "@/lib/server/base";

export type GenreCourriel = "invitation" | "lien_connexion" | "habilitation" | "demande" | "compte" | "relance";

export type NouveauCourriel = { destinataire: string; objet: string; corps: string; genre: GenreCourriel };

/**
 * Writes a mail in the outbox, in the transaction of what it tells: told if and only if it happened. Sent afterwards by
 * `expedierCourriels`, which the caller asks for with `envoyerApres()` once the transaction is committed.
 */
export async function deposerCourriel(tx: Tx, { destinataire, objet, corps, genre }: NouveauCourriel): Promise<string> {
  const { id } = await tx.courriel.create({
    // One line: a name typed by someone could otherwise add headers.
    data: { destinataire: destinataire.trim().toLowerCase(), objet: objet.replace(/\s+/g, " ").trim(), corps, genre },
    select: { id: true },
  });
  return id;
}
