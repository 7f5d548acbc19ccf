/** What a file is when it is not a table, told from its bytes whatever its name. */
import { open } from "node:fs/promises";

/** « est un PDF »; null: nothing known by its first bytes. */
export function natureEtrangere(debut: Buffer): string | null {
  // Some writers put a few bytes before.
  if (debut.includes("%PDF-")) return "est un PDF";
  if (debut.subarray(0, 5).equals(Buffer.from("{\\rtf"))) return "est un document de texte (.rtf)";
  return null;
}

const SECTEUR_MAX = 4_096;
const FLUX_WORD = Buffer.from("WordDocument", "utf16le");

/** The directory of an OLE file names its streams; its header says in which sector it starts. */
export async function estDocumentWord(chemin: string, debut: Buffer): Promise<boolean> {
  if (debut.length < 52) return false;
  const taille = Math.min(2 ** Math.min(debut.readUInt16LE(30), 12), SECTEUR_MAX);
  const repertoire = Buffer.alloc(SECTEUR_MAX);
  const fichier = await open(chemin, "r");
  try {
    const { bytesRead } = await fichier.read(repertoire, 0, SECTEUR_MAX, (debut.readUInt32LE(48) + 1) * taille);
    return repertoire.subarray(0, bytesRead).includes(FLUX_WORD);
  } finally {
    await fichier.close();
  }
}

/** A ZIP file that is not a workbook, by the parts that it holds. */
export const natureArchive = (a: (partie: string) => boolean): string | null =>
  a("word/document.xml")
    ? "est un document Word (.docx)"
    : a("ppt/presentation.xml")
      ? "est une présentation (.pptx)"
      : a("mimetype")
        ? "est au format OpenDocument (.ods ou .odt)"
        : a("_rels/.rels")
          ? null
          : "est un dossier compressé (.zip)";
