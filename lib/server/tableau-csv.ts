/** A table as a spreadsheet opens it in French: semicolons, byte order mark, nothing that it would compute. */

const BOM = "\uFEFF";

/** A cell that a spreadsheet would compute is kept as text: `=HYPERLINK(…)` typed as a name must not run on a desk. */
export function cellule(valeur: string): string {
  const sure = /^\s*[=+\-@\t\r]/.test(valeur) ? `'${valeur}` : valeur;
  return /[";\r\n]/.test(sure) ? `"${sure.replaceAll('"', '""')}"` : sure;
}

type Lignes = readonly (readonly string[])[];

const rangees = (lignes: Lignes): string => lignes.map((cellules) => `${cellules.join(";")}\r\n`).join("");
const sures = (lignes: Lignes): Lignes => lignes.map((ligne) => ligne.map(cellule));

/** Cells already written: figures of ours keep their minus sign, typed text went through `cellule`. */
export const assemblerCsv = (lignes: Lignes): string => BOM + rangees(lignes);

export const tableauCsv = (entetes: readonly string[], lignes: Lignes): string =>
  assemblerCsv(sures([entetes, ...lignes]));

/** The same table, a lot of rows at a time: what may be too long to be held whole. */
export async function* fluxCsv(entetes: readonly string[], lots: AsyncIterable<Lignes>): AsyncGenerator<string> {
  yield tableauCsv(entetes, []);
  for await (const lot of lots) yield rangees(sures(lot));
}
