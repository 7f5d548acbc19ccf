/** Bytes of a CSV file to text, in UTF-8 or not at all: a wrong guess would spoil every accent without a word. */
import { createReadStream } from "node:fs";
import { RefusFichier } from "./contrat";

const MORCEAU = 64 * 1024;

export type Suivi = { octets: number };

/** `limite`: bytes beyond which a file that grows while it is read is given up. */
export async function* enTexte(
  chemin: string,
  nom: string,
  suivi: Suivi,
  limite: number,
  signal?: AbortSignal,
): AsyncGenerator<string> {
  const decodeur = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });
  const flux = createReadStream(chemin, { highWaterMark: MORCEAU });
  const lire = (morceau?: Buffer): string => {
    try {
      return morceau === undefined ? decodeur.decode() : decodeur.decode(morceau, { stream: true });
    } catch {
      throw new RefusFichier(
        morceau === undefined
          ? `« ${nom} » s’arrête au milieu d’un caractère : il est tronqué. Téléchargez-le à nouveau.`
          : `« ${nom} » n’est pas en UTF-8, sans doute en Latin-1 (Windows-1252). Enregistrez-le en « CSV UTF-8 (délimité par des points-virgules) », ou exportez-le de nouveau.`,
      );
    }
  };
  try {
    for await (const morceau of flux as AsyncIterable<Buffer>) {
      signal?.throwIfAborted();
      const premier = suivi.octets === 0;
      suivi.octets += morceau.length;
      if (suivi.octets > limite) throw new RefusFichier(`« ${nom} » grossit pendant sa lecture : réessayez.`);
      if (premier && ((morceau[0] === 0xff && morceau[1] === 0xfe) || (morceau[0] === 0xfe && morceau[1] === 0xff)))
        throw new RefusFichier(
          `« ${nom} » est en UTF-16. Enregistrez-le en « CSV UTF-8 (délimité par des points-virgules) ».`,
        );
      if (morceau.includes(0))
        throw new RefusFichier(`« ${nom} » n’est pas un texte : choisissez un fichier CSV ou XLSX.`);
      const texte = lire(morceau);
      if (texte !== "") yield texte;
    }
    const reste = lire();
    if (reste !== "") yield reste;
  } finally {
    flux.destroy();
  }
}
