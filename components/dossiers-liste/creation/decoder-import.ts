/** The bytes of a chosen file → text, whatever tool wrote them; or a PDF, which only the server can open. */
import { OCTETS_IMPORT_MAX } from "@/lib/schemas/demandes";

export type Decodage =
  | { type: "texte"; texte: string /** Said when it was not UTF-8. */; remarque: string | null }
  | { type: "pdf" }
  | { type: "refus"; message: string };

/** The server's own limit for any file sent. */
const PDF_MAX = 20_000_000;
const debute = (octets: Uint8Array, ...debut: number[]) => debut.every((o, i) => octets[i] === o);

export function decoderImport(octets: Uint8Array): Decodage {
  if (debute(octets, 0x25, 0x50, 0x44, 0x46))
    return octets.length > PDF_MAX ? { type: "refus", message: "Ce PDF dépasse 20\u00a0Mo." } : { type: "pdf" };
  if (octets.length > OCTETS_IMPORT_MAX)
    return { type: "refus", message: "Ce fichier dépasse 5\u00a0Mo\u202f: un dossier n’en pèse jamais autant." };
  if (debute(octets, 0x50, 0x4b))
    return {
      type: "refus",
      message: "Ce fichier est une archive ou un document de bureautique, pas un fichier rigel-dossier/1.",
    };
  const utf16 = debute(octets, 0xff, 0xfe) ? "utf-16le" : debute(octets, 0xfe, 0xff) ? "utf-16be" : null;
  if (utf16 !== null) return { type: "texte", texte: new TextDecoder(utf16).decode(octets), remarque: null };
  try {
    // The byte order mark goes with the decoding.
    return { type: "texte", texte: new TextDecoder("utf-8", { fatal: true }).decode(octets), remarque: null };
  } catch {
    return {
      type: "texte",
      texte: new TextDecoder("windows-1252").decode(octets),
      remarque: "Ce fichier n’est pas en UTF-8\u202f: il a été lu en Latin-1. Vérifiez les accents ci-dessous.",
    };
  }
}
