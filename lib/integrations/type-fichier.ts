import { readFile } from "node:fs/promises";
import { fileTypeFromBuffer } from "file-type";
import { FORMATS_PIECE } from "@/lib/domain/pieces";
import { examinerArchive } from "./examen/archive";
import { MACROS, type Motif } from "./examen/motif";
import { examinerPdf } from "./examen/pdf";
import { examinerPng } from "./examen/png";
import { examinerDoubleFormat } from "./examen/polyglotte";
import { estOle } from "./examen/programmes";
import { chacunSonTour } from "./examen/tour";

/** What a file is, read in its bytes: a name proves nothing. */
export type ExamenFichier = { ok: true; typeMime: string } | { ok: false; motif: string };

const ACCEPTES = FORMATS_PIECE.map((f) => f.extension.toUpperCase()).join(", ");
const PAR_MIME = new Map<string, string>(FORMATS_PIECE.map((f) => [f.typeMime, f.extension]));
const EXTENSIONS = new Set<string>(FORMATS_PIECE.map((f) => f.extension));
const A_MACROS = new Set(["docm", "xlsm", "pptm", "dotm", "xltm", "potm", "ppsm", "xlam", "xlsb", "ppam", "sldm"]);
/** Binary formats of before 2007: macros live in them unseen, and many tools no longer open them. */
const ANCIENS = new Set(["doc", "xls", "ppt", "dot", "xlt", "pps"]);

/** « Rapport.JPEG » → jpg. */
function extensionDe(nom: string): string {
  const extension = /\.([^.]+)$/.exec(nom)?.[1]?.toLowerCase() ?? "";
  return extension === "jpeg" ? "jpg" : extension;
}

const refus = (nom: string, motif: string): ExamenFichier => ({ ok: false, motif: `« ${nom} » ${motif}` });

async function danger(octets: Buffer, extension: string): Promise<Motif> {
  const double = examinerDoubleFormat(octets, extension);
  if (double !== null) return double;
  if (extension === "pdf") return examinerPdf(octets);
  if (extension === "png") return examinerPng(octets);
  return extension === "jpg" ? null : examinerArchive(octets);
}

/** Accepted, with its type; or one sentence that says why not. The file is under the size limit already. Throws `ExamenSature`. */
export const examinerFichier = (chemin: string, nom: string): Promise<ExamenFichier> =>
  chacunSonTour(() => examinerUn(chemin, nom));

async function examinerUn(chemin: string, nom: string): Promise<ExamenFichier> {
  const annoncee = extensionDe(nom);
  const octets = await readFile(chemin);
  const lu = await fileTypeFromBuffer(octets);
  if (A_MACROS.has(annoncee) || (lu && A_MACROS.has(lu.ext))) return refus(nom, MACROS);
  if (estOle(octets) && (ANCIENS.has(annoncee) || EXTENSIONS.has(annoncee)))
    return refus(
      nom,
      ": ce format ancien n’est pas accepté. Enregistrez-le en DOCX, XLSX, PPTX ou PDF, puis joignez-le.",
    );
  const extension = lu ? PAR_MIME.get(lu.mime) : undefined;
  if (extension === undefined && EXTENSIONS.has(annoncee))
    return refus(
      nom,
      `n’est pas accepté : son contenu n’est pas celui d’un fichier ${annoncee.toUpperCase()}, ce que dit son nom. Ouvrez-le pour le vérifier, puis enregistrez-le de nouveau.`,
    );
  if (lu === undefined || extension === undefined)
    return refus(nom, `: ce format n’est pas accepté. Formats acceptés : ${ACCEPTES}.`);
  if (extension !== annoncee)
    return refus(
      nom,
      `: le contenu est au format ${extension.toUpperCase()}, ce que son nom ne dit pas. Renommez-le, puis joignez-le.`,
    );
  const motif = await danger(octets, extension);
  return motif === null ? { ok: true, typeMime: lu.mime } : refus(nom, motif);
}
