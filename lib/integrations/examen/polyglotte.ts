import { DOUBLE, type Motif } from "./motif";

/** A file that two programs would read as two different things. */

const FIN_DE_ZIP = Buffer.from("PK\u0005\u0006");
const COMMENTAIRE_MAX = 65_535;
const TAILLE_FIN = 22;
const TETE_PDF = Buffer.from("%PDF-");
/** Readers of PDF accept its header this far. */
const TETE_PDF_CHERCHEE = 1_024;
const FIN_PNG = Buffer.from([0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]);
const BALISE = /<(?:!doctype|html|script|svg|body|iframe|\?php)\b/i;

/** Archives are read from their end: one may be glued behind anything. */
function finitEnZip(octets: Buffer): boolean {
  const debut = Math.max(0, octets.length - TAILLE_FIN - COMMENTAIRE_MAX);
  for (let i = octets.lastIndexOf(FIN_DE_ZIP); i >= debut; i = i === 0 ? -1 : octets.lastIndexOf(FIN_DE_ZIP, i - 1)) {
    if (i + TAILLE_FIN > octets.length) continue;
    const annonce = i + TAILLE_FIN + octets.readUInt16LE(i + 20);
    // A reader forgives what follows; the directory that it points to is the proof.
    const repertoire = octets.readUInt32LE(i + 16);
    const taille = octets.readUInt32LE(i + 12);
    if (annonce <= octets.length && (taille > 0 || octets.readUInt16LE(i + 10) === 0) && repertoire <= i) return true;
  }
  return false;
}

export function examinerDoubleFormat(octets: Buffer, extension: string): Motif {
  const zip = octets.subarray(0, 2).equals(Buffer.from("PK"));
  if (!zip && finitEnZip(octets)) return DOUBLE;
  if (extension !== "pdf" && octets.subarray(0, TETE_PDF_CHERCHEE).includes(TETE_PDF)) return DOUBLE;
  if (extension !== "png" && extension !== "jpg") return null;
  // Comments of a picture are the place where scripts hide from those who trust its first bytes.
  if (BALISE.test(octets.subarray(0, 4_096).toString("latin1"))) return DOUBLE;
  if (BALISE.test(octets.subarray(-4_096).toString("latin1"))) return DOUBLE;
  if (extension === "png") {
    const fin = octets.lastIndexOf(FIN_PNG);
    if (fin === -1 || fin + FIN_PNG.length !== octets.length) return DOUBLE;
  }
  return null;
}
