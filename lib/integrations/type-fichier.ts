import { open } from "node:fs/promises";
import { fileTypeFromFile } from "file-type";
import { FORMATS_PIECE } from "@/lib/domain/pieces";

/** What a file is, read in its bytes: a name proves nothing. */
export type ExamenFichier = { ok: true; typeMime: string } | { ok: false; motif: string };

const ACCEPTES = FORMATS_PIECE.map((f) => f.extension.toUpperCase()).join(", ");
const PAR_MIME = new Map<string, string>(FORMATS_PIECE.map((f) => [f.typeMime, f.extension]));
const MACROS = new Set(["docm", "xlsm", "pptm", "dotm", "xltm", "potm", "ppsm", "xlam"]);

/** « Rapport.JPEG » → jpg. */
function extensionDe(nom: string): string {
  const extension = /\.([^.]+)$/.exec(nom)?.[1]?.toLowerCase() ?? "";
  return extension === "jpeg" ? "jpg" : extension;
}

const SIGNATURE_ENTREE = Buffer.from([0x50, 0x4b, 0x01, 0x02]);
/** The central directory of a zip holds the names in clear; an office file that carries code names it there. */
const NOMS_DE_CODE = [/vbaProject\.bin$/i, /(^|\/)macrosheets\//i, /^Basic\//, /^Scripts\//, /(^|\/)activeX\//i];

async function porteDuCode(chemin: string): Promise<boolean> {
  const fichier = await open(chemin, "r");
  try {
    const octets = await fichier.readFile();
    for (let i = octets.indexOf(SIGNATURE_ENTREE); i !== -1; i = octets.indexOf(SIGNATURE_ENTREE, i + 4)) {
      if (i + 46 > octets.length) break;
      const nom = octets.toString("utf8", i + 46, i + 46 + octets.readUInt16LE(i + 28));
      if (NOMS_DE_CODE.some((motif) => motif.test(nom))) return true;
    }
    return false;
  } finally {
    await fichier.close();
  }
}

const refus = (motif: string): ExamenFichier => ({ ok: false, motif });

/** Accepted, with its type; or one sentence that says why not. */
export async function examinerFichier(chemin: string, nom: string): Promise<ExamenFichier> {
  const annoncee = extensionDe(nom);
  const lu = await fileTypeFromFile(chemin);
  if (MACROS.has(annoncee) || (lu && MACROS.has(lu.ext)))
    return refus(`« ${nom} » contient des macros : enregistrez-le sans macros, puis joignez-le.`);
  const extension = lu ? PAR_MIME.get(lu.mime) : undefined;
  if (lu === undefined || extension === undefined)
    return refus(`« ${nom} » : ce format n’est pas accepté. Formats acceptés : ${ACCEPTES}.`);
  if (extension !== annoncee)
    return refus(
      `« ${nom} » : le contenu est au format ${extension.toUpperCase()}, ce que son nom ne dit pas. Renommez-le, puis joignez-le.`,
    );
  if (lu.mime.startsWith("application/vnd.") && (await porteDuCode(chemin)))
    return refus(`« ${nom} » contient des macros ou du code : enregistrez-le sans, puis joignez-le.`);
  return { ok: true, typeMime: lu.mime };
}
