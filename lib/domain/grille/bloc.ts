/** A block as spreadsheets put it on the clipboard: tabs between cells, quotes around those that hold a tab or a line break. */

/** Rows and cells of a copied text. The empty line that ends it is no row. Linear in its length. */
export function lireBloc(texte: string): string[][] {
  const source = texte.replace(/\r\n?/g, "\n");
  const lignes: string[][] = [];
  let ligne: string[] = [];
  let i = 0;
  const fermer = (cellule: string) => ligne.push(cellule.trim());
  while (i <= source.length) {
    const citee = source[i] === '"' ? lireCitee(source, i) : null;
    let fin: number;
    if (citee !== null) {
      fermer(citee.contenu);
      fin = citee.suite;
    } else {
      fin = i;
      while (fin < source.length && source[fin] !== "\t" && source[fin] !== "\n") fin += 1;
      fermer(source.slice(i, fin));
    }
    if (source[fin] !== "\t") {
      lignes.push(ligne);
      ligne = [];
    }
    i = fin + 1;
  }
  if (lignes.length > 1 && lignes.at(-1)?.every((c) => c === "")) lignes.pop();
  return lignes;
}

/** A quoted cell; null: that quote is text (`"12" de large`). */
function lireCitee(source: string, debut: number): { contenu: string; suite: number } | null {
  const morceaux: string[] = [];
  let i = debut + 1;
  for (;;) {
    const guillemet = source.indexOf('"', i);
    if (guillemet < 0) return null;
    morceaux.push(source.slice(i, guillemet));
    if (source[guillemet + 1] !== '"') {
      const suivant = source[guillemet + 1];
      if (suivant !== undefined && suivant !== "\t" && suivant !== "\n") return null;
      return { contenu: morceaux.join(""), suite: guillemet + 1 };
    }
    morceaux.push('"');
    i = guillemet + 2;
  }
}

const citer = (cellule: string): string => (/["\t\r\n]/.test(cellule) ? `"${cellule.replaceAll('"', '""')}"` : cellule);

/** The same, to copy: what French spreadsheets take back as figures. */
export const ecrireBloc = (lignes: readonly (readonly string[])[]): string =>
  lignes.map((ligne) => ligne.map(citer).join("\t")).join("\r\n");
