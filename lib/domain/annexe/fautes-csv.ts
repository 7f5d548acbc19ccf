/** The faults of an import as a table for a spreadsheet: what was typed in a sheet is never computed when it is opened again. */
import type { FauteAnnexe } from "./lire-fiche";

function cellule(valeur: string): string {
  const sure = /^\s*[=+\-@\t\r]/.test(valeur) ? `'${valeur}` : valeur;
  return /[";\r\n]/.test(sure) ? `"${sure.replaceAll('"', '""')}"` : sure;
}

/** Semicolons and byte order mark: as a spreadsheet opens it in French. */
export const fautesCsv = (fautes: readonly FauteAnnexe[]): string =>
  `\uFEFF${[["Feuille", "Case", "À corriger"], ...fautes.map((f) => [f.feuille ?? "", f.case ?? "", f.message])]
    .map((ligne) => `${ligne.map(cellule).join(";")}\r\n`)
    .join("")}`;
