/** A table as a spreadsheet opens it in French: semicolons, byte order mark, nothing that it would compute. */

const BOM = "\uFEFF";

/** A cell that a spreadsheet would compute is kept as text: `=HYPERLINK(…)` typed as a name must not run on a desk. */
export function cellule(valeur: string): string {
  const sure = /^\s*[=+\-@\t\r]/.test(valeur) ? `'${valeur}` : valeur;
  return /[";\r\n]/.test(sure) ? `"${sure.replaceAll('"', '""')}"` : sure;
}

/** Cells already written: figures of ours keep their minus sign, typed text went through `cellule`. */
export const assemblerCsv = (lignes: readonly (readonly string[])[]): string =>
  BOM + lignes.map((cellules) => `${cellules.join(";")}\r\n`).join("");

export const tableauCsv = (entetes: readonly string[], lignes: readonly (readonly string[])[]): string =>
  assemblerCsv([entetes, ...lignes].map((ligne) => ligne.map(cellule)));
