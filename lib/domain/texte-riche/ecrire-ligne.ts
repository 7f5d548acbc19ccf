/** Marks of one line back to text, so that reading it gives the same runs. What cannot be written as such loses its mark, never its text. */
import { estBlanc, estFermante, estLettre, estOuvrante, lireLigne } from "./lire-ligne";
import { type Contenu, type Fragment, lienSur, regrouper } from "./types";

type Cellule = { c: string; gras: boolean; italique: boolean; lien: string | undefined };
type Drapeau = "gras" | "italique";

const LIBELLE_MAX = 500;

const enCellules = (contenu: readonly Fragment[]): Cellule[] =>
  contenu.flatMap(({ texte, gras, italique, lien }) =>
    texte
      .split("")
      .map((c) => ({ c, gras: gras === true, italique: italique === true, lien: lien ? lienSur(lien) : undefined })),
  );

const enContenu = (cellules: readonly Cellule[]): Contenu =>
  regrouper(
    cellules.map(({ c, gras, italique, lien }) => ({
      texte: c,
      ...(gras && { gras: true }),
      ...(italique && { italique: true }),
      ...(lien && { lien }),
    })),
  );

/** Bounds of each stretch over which `valeur` stays the same and is kept. */
function* etendues<T>(
  cellules: readonly Cellule[],
  valeur: (c: Cellule) => T | false | undefined,
): Generator<[number, number]> {
  let debut = 0;
  for (let i = 1; i <= cellules.length; i++) {
    const [avant, ici] = [cellules[i - 1] as Cellule, cellules[i]];
    if (ici && valeur(ici) === valeur(avant)) continue;
    if (valeur(avant)) yield [debut, i];
    debut = i;
  }
}

/** No mark on the spaces at its ends, nor on punctuation that belongs outside of it. */
function rogner(cellules: Cellule[], drapeau: Drapeau): void {
  for (const [debut, fin] of [...etendues(cellules, (c) => c[drapeau])]) {
    let a = debut;
    let b = fin;
    const en = (i: number) => (cellules[i] as Cellule).c;
    while (a < b && (estBlanc(en(a)) || estFermante(en(a)))) a += 1;
    while (b > a && (estBlanc(en(b - 1)) || estOuvrante(en(b - 1)))) b -= 1;
    for (let i = debut; i < fin; i++) if (i < a || i >= b) (cellules[i] as Cellule)[drapeau] = false;
  }
}

/** An italic covers whole words: « étudiant*e*s » is a way to write, not an italic. A link's end parts two words. */
function elargir(cellules: Cellule[]): void {
  const suite = (de: number, vers: number): boolean =>
    estLettre(cellules[vers]?.c) && cellules[vers]?.lien === cellules[de]?.lien;
  for (const [debut, fin] of [...etendues(cellules, (c) => c.italique)]) {
    for (let i = debut - 1; suite(i + 1, i); i--) (cellules[i] as Cellule).italique = true;
    for (let i = fin; suite(i - 1, i); i++) (cellules[i] as Cellule).italique = true;
  }
}

const CROCHETS: Record<string, string> = { "[": "(", "]": ")" };

function nettoyerLiens(cellules: Cellule[]): void {
  for (const [debut, fin] of [...etendues(cellules, (c) => c.lien)]) {
    const libelle = cellules.slice(debut, fin);
    const vide = libelle.every((c) => estBlanc(c.c)) || libelle.length > LIBELLE_MAX;
    for (const c of libelle) {
      if (vide) c.lien = undefined;
      else c.c = CROCHETS[c.c] ?? c.c;
    }
  }
}

function assembler(cellules: readonly Cellule[], echapper: boolean): string {
  let sortie = "";
  let barres = 0;
  const marquer = (m: string) => {
    // A backslash before a mark would take it for a letter.
    if (echapper && m !== "") sortie += "\\".repeat(barres);
    sortie += m;
    if (m !== "") barres = 0;
  };
  const vide: Cellule = { c: "", gras: false, italique: false, lien: undefined };
  for (let i = 0; i <= cellules.length; i++) {
    const [avant, ici] = [cellules[i - 1] ?? vide, cellules[i] ?? vide];
    const lienChange = avant.lien !== ici.lien;
    const etoiles = (avant.gras !== ici.gras ? "**" : "") + (avant.italique !== ici.italique ? "*" : "");
    const fermeture = lienChange && avant.lien ? `](${avant.lien})` : "";
    sortie += fermeture;
    if (fermeture) barres = 0;
    marquer(etoiles);
    marquer(lienChange && ici.lien ? "[" : "");
    if (echapper && (ici.c === "*" || ici.c === "[")) sortie += `${"\\".repeat(barres)}\\`;
    sortie += ici.c;
    barres = ici.c === "\\" ? barres + 1 : 0;
  }
  return sortie;
}

const memeContenu = (a: Contenu, b: Contenu): boolean =>
  a.length === b.length &&
  a.every((f, i) => {
    const g = b[i] as Fragment;
    return f.texte === g.texte && f.gras === g.gras && f.italique === g.italique && f.lien === g.lien;
  });

/** `ligne` holds no line break. */
export function ecrireLigne(ligne: readonly Fragment[]): string {
  const cellules = enCellules(ligne);
  nettoyerLiens(cellules);
  rogner(cellules, "gras");
  rogner(cellules, "italique");
  elargir(cellules);
  const essais = [
    cellules,
    cellules.map((c) => ({ ...c, italique: false })),
    cellules.map((c) => ({ ...c, italique: false, gras: false })),
  ];
  for (const essai of essais) {
    const voulu = enContenu(essai);
    // Stars as typed stay bare as long as nobody would take them for marks.
    for (const echapper of [false, true]) {
      const texte = assembler(essai, echapper);
      if (memeContenu(lireLigne(texte), voulu)) return texte;
    }
  }
  return assembler(
    cellules.map((c) => ({ ...c, italique: false, gras: false, lien: undefined })),
    true,
  );
}
