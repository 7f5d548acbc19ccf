/** Attachments: what may be joined, and the date that counts. Told on screen beforehand, checked again by content on the server. */
import type { DateIso } from "./dates";
import type { TypePiece } from "./nomenclatures";

/** 20 Mo, kilo being 1,000. */
export const PIECE_OCTETS_MAX = 20_000_000;

/** Pieces ever attached to one dossier, those taken out included. */
export const PIECES_MAX = 200;

export const FORMATS_PIECE = [
  { extension: "pdf", typeMime: "application/pdf" },
  { extension: "png", typeMime: "image/png" },
  { extension: "jpg", typeMime: "image/jpeg" },
  { extension: "docx", typeMime: "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
  { extension: "xlsx", typeMime: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
  { extension: "pptx", typeMime: "application/vnd.openxmlformats-officedocument.presentationml.presentation" },
  { extension: "odt", typeMime: "application/vnd.oasis.opendocument.text" },
  { extension: "ods", typeMime: "application/vnd.oasis.opendocument.spreadsheet" },
  { extension: "odp", typeMime: "application/vnd.oasis.opendocument.presentation" },
] as const;

/** Of several pieces of one type the earliest dated counts (formats.md). */
export function premiereDatee(
  pieces: readonly { type?: TypePiece | string | null | undefined; date?: DateIso | null | undefined }[],
  type: TypePiece,
): DateIso | undefined {
  return pieces
    .flatMap((p) => (p.type === type && p.date ? [p.date] : []))
    .sort()
    .at(0);
}
