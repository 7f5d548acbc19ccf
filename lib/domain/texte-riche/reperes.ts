/** What begins a line: marks of headings, lists and tables, and the backslash that makes them text again. */

export const estVide = (ligne: string): boolean => ligne.trim() === "";

const TITRE = /^(#{2,3}) +(\S.*)$/;
export function repereTitre(ligne: string): { niveau: 2 | 3; texte: string } | null {
  const lu = TITRE.exec(ligne);
  return lu ? { niveau: (lu[1] as string).length as 2 | 3, texte: (lu[2] as string).trimEnd() } : null;
}

const ITEM = /^([ \t]*)(?:-|(\d{1,3})\.) +(\S.*)$/;
/** `numero`: undefined for a bullet. `retrait`: the item is under another. */
export type RepereItem = { retrait: boolean; numero: number | undefined; texte: string };
export function repereItem(ligne: string): RepereItem | null {
  const lu = ITEM.exec(ligne);
  if (!lu) return null;
  return {
    retrait: estEnRetrait(lu[1] as string),
    numero: lu[2] === undefined ? undefined : Number(lu[2]),
    texte: (lu[3] as string).trimEnd(),
  };
}

export const estEnRetrait = (ligne: string): boolean => /^(?: {2}|[ ]?\t)/.test(ligne);

/** Cells of a line that starts and ends with a bar; a bar after a backslash belongs to the cell. */
export function lireCellules(ligne: string): string[] | null {
  const nue = ligne.trim();
  if (nue.length < 2 || nue[0] !== "|") return null;
  const cellules: string[] = [];
  let cellule = "";
  let i = 1;
  while (i < nue.length) {
    const c = nue[i] as string;
    if (c === "\\") {
      let n = 1;
      while (nue[i + n] === "\\") n += 1;
      const barre = nue[i + n] === "|";
      cellule += "\\".repeat(barre ? Math.floor(n / 2) : n);
      i += n;
      if (barre && n % 2 === 1) {
        cellule += "|";
        i += 1;
      }
    } else if (c === "|") {
      cellules.push(cellule.trim());
      cellule = "";
      i += 1;
    } else {
      let fin = i + 1;
      while (fin < nue.length && nue[fin] !== "\\" && nue[fin] !== "|") fin += 1;
      cellule += nue.slice(i, fin);
      i = fin;
    }
  }
  // The last bar closes the line, or it is no row.
  return cellule === "" ? cellules : null;
}

export const ecrireCellule = (texte: string): string =>
  // A run of backslashes is taken whole, whatever follows it.
  texte.replace(/\\+\|?|\|/g, (suite) => (suite.endsWith("|") ? `${"\\".repeat(2 * (suite.length - 1))}\\|` : suite));

export const estSeparateur = (ligne: string): boolean => lireCellules(ligne)?.every((c) => /^:?-+:?$/.test(c)) ?? false;

/** Backslash before what would begin something: one is taken off when reading, one is put when writing. */
const ECHAPPE = /^([ \t]*)\\(\\*(?:#{2,3} |- |\|))/;
const ECHAPPE_NUMERO = /^([ \t]*\d{1,3})\\(\\*\. )/;
export const lireDebut = (ligne: string): string => ligne.replace(ECHAPPE, "$1$2").replace(ECHAPPE_NUMERO, "$1$2");

/** `dansListe`: any number would continue the list above. */
export function ecrireDebut(ligne: string, dansListe: boolean): string {
  const item = repereItem(ligne);
  const prise =
    repereTitre(ligne) !== null ||
    estSeparateur(ligne) ||
    (item !== null && (item.numero === undefined || item.numero === 1 || dansListe));
  if (!prise && !ECHAPPE.test(ligne) && !ECHAPPE_NUMERO.test(ligne)) return ligne;
  return /^[ \t]*\d/.test(ligne) ? ligne.replace(/^([ \t]*\d{1,3})/, "$1\\") : ligne.replace(/^([ \t]*)/, "$1\\");
}
