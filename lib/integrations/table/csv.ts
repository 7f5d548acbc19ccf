/**
 * Records of a `;`-separated text. Orion writes an inner quote `\"` and does not escape the backslash; spreadsheets write it `""`
 * (RFC 4180). Both are read, whichever a file uses.
 */
import { nettoyer, RANGEE_MAX } from "./cellule";
import { RefusFichier } from "./contrat";
import { refuserSeparateur } from "./rangees";

/** `ligne`: of the spreadsheet, 1 the header: a cell on several lines is still one line. */
export type Enregistrement = { ligne: number; cellules: string[] };

const COLONNES_MAX = 1_000;

const GUILLEMET = '"';
const estFin = (c: string | undefined): boolean => c === undefined || c === "\n" || c === "\r";

/** What does not read as CSV; the line is known by the caller. */
class Malforme extends Error {
  constructor(
    message: string,
    /** What stands where a separator is awaited. */
    readonly suivant?: string,
  ) {
    super(message);
  }
}

/**
 * Orion escapes quotes but not backslashes: `\"` is an inner quote, unless the text itself ends with a backslash. The first reading
 * is tried first; the second only when it gives a row of another width than the header.
 */
type Barre = "interieur" | "fermante";

/**
 * Is this quote, which follows a backslash, the end of its cell (the text ends with a backslash) rather than an inner quote? Only
 * what follows tells: another cell begins.
 */
function fermeApresBarre(t: string, q: number): boolean {
  const suivant = t[q + 1];
  if (suivant === undefined) return true;
  if (suivant === ";") {
    const apres = t[q + 2];
    if (estFin(apres) || apres === ";") return true;
    return apres === GUILLEMET && t[q + 3] !== ";" && !estFin(t[q + 3]);
  }
  if (suivant !== "\n" && suivant !== "\r") return false;
  const debut = suivant === "\r" && t[q + 2] === "\n" ? q + 3 : q + 2;
  return t[debut] === GUILLEMET || t[debut] === undefined;
}

/** Text of a quoted cell from `debut`, after its opening quote; null: it goes on beyond `t`. */
function lireGuillemets(
  t: string,
  debut: number,
  dernier: boolean,
  barre: Barre,
): { texte: string; suite: number } | null {
  let texte = "";
  let depuis = debut;
  let cherche = debut;
  for (;;) {
    const q = t.indexOf(GUILLEMET, cherche);
    if (q === -1) {
      if (dernier) throw new Malforme("un guillemet n’y est jamais refermé");
      return null;
    }
    if (!dernier && q + 4 >= t.length) return null;
    if (q > debut && t[q - 1] === "\\" && q > depuis) {
      if (t[q + 1] === GUILLEMET && !(t[q + 2] === ";" || estFin(t[q + 2]))) {
        // `\""` in the middle: a backslash and a doubled quote.
        texte += `${t.slice(depuis, q)}"`;
        depuis = q + 2;
      } else if (barre === "fermante" && fermeApresBarre(t, q))
        return { texte: texte + t.slice(depuis, q), suite: q + 1 };
      else {
        texte += `${t.slice(depuis, q - 1)}"`;
        depuis = q + 1;
      }
      cherche = depuis;
    } else if (t[q + 1] === GUILLEMET) {
      texte += `${t.slice(depuis, q)}"`;
      depuis = q + 2;
      cherche = depuis;
    } else return { texte: texte + t.slice(depuis, q), suite: q + 1 };
  }
}

/** « 2026,00 » → « 2026 », « 0,52 » → « 0.52 »: what is not quoted is not a code. */
function nombreOuTexte(brut: string): string {
  const texte = nettoyer(brut);
  if (!texte.includes(",")) return texte;
  // Bounded: the zeros of an endless number would be looked for from each of its figures.
  const lu = /^(-?\d{1,20}),(\d{1,20})$/.exec(texte);
  if (lu === null) return texte;
  const decimales = (lu[2] as string).replace(/0+$/, "");
  return decimales === "" ? (lu[1] as string) : `${lu[1]}.${decimales}`;
}

type Lu = { cellules: string[]; suite: number };

/** One record from `debut`; null: it goes on beyond `t`. */
function lireSelon(t: string, debut: number, dernier: boolean, barre: Barre): Lu | null {
  const cellules: string[] = [];
  let i = debut;
  for (;;) {
    if (t[i] === GUILLEMET) {
      const lue = lireGuillemets(t, i + 1, dernier, barre);
      if (lue === null) return null;
      cellules.push(nettoyer(lue.texte));
      i = lue.suite;
      while (t[i] === " ") i += 1;
      if (!dernier && i >= t.length) return null;
      if (t[i] !== ";" && !estFin(t[i])) throw new Malforme("du texte suit un guillemet fermant", t[i]);
    } else {
      let fin = i;
      for (; fin < t.length; fin += 1) {
        const c = t.charCodeAt(fin);
        if (c === 59 || c === 10 || c === 13) break;
      }
      if (fin === t.length && !dernier) return null;
      cellules.push(nombreOuTexte(t.slice(i, fin)));
      i = fin;
    }
    if (cellules.length > COLONNES_MAX) throw new Malforme(`il y a plus de ${COLONNES_MAX} colonnes`);
    if (t[i] === ";") {
      i += 1;
      continue;
    }
    if (t[i] !== "\r") return { cellules, suite: i + 1 };
    // A line end cut in two by the edge of a chunk.
    if (i + 1 === t.length && !dernier) return null;
    return { cellules, suite: t[i + 1] === "\n" ? i + 2 : i + 1 };
  }
}

function lireEnregistrement(t: string, debut: number, dernier: boolean, largeur: number | null): Lu | null {
  let lu: Lu | null = null;
  let faute: unknown;
  try {
    lu = lireSelon(t, debut, dernier, "interieur");
    if (lu === null || lu.cellules.length === (largeur ?? lu.cellules.length)) return lu;
  } catch (erreur) {
    faute = erreur;
  }
  if (t.slice(debut, lu?.suite).includes('\\"')) {
    try {
      const autre = lireSelon(t, debut, dernier, "fermante");
      if (autre === null || largeur === null || autre.cellules.length === largeur) return autre;
    } catch {
      // Neither reads: the first one is told.
    }
  }
  if (faute !== undefined) throw faute;
  return lu;
}

/** Records of a text that arrives by pieces, as many at a time as a piece completes. Empty lines are counted, not given. */
export async function* lireCsv(morceaux: AsyncIterable<string>, nom: string): AsyncGenerator<Enregistrement[]> {
  let tampon = "";
  let ligne = 0;
  let largeur: number | null = null;
  const extraire = (dernier: boolean): Enregistrement[] => {
    const lus: Enregistrement[] = [];
    let i = 0;
    while (i < tampon.length) {
      let lu: Lu | null;
      try {
        lu = lireEnregistrement(tampon, i, dernier, largeur);
      } catch (erreur) {
        if (!(erreur instanceof Malforme)) throw erreur;
        if (ligne === 0) refuserSeparateur(erreur.suivant, nom);
        throw new RefusFichier(
          `« ${nom} », ligne ${ligne + 1} : ${erreur.message}. Le fichier est tronqué ou abîmé : exportez-le de nouveau.`,
        );
      }
      if (lu === null) break;
      i = lu.suite;
      ligne += 1;
      if (lu.cellules.every((c) => c === "")) continue;
      lus.push({ ligne, cellules: lu.cellules });
      // A hint for spreadsheets, which they take off when they open the file, is no header.
      if (largeur === null && !/^sep=$/i.test(lu.cellules.join(""))) largeur = lu.cellules.length;
    }
    tampon = tampon.slice(i);
    // A quote that is never closed must not swallow the file.
    if (tampon.length > RANGEE_MAX)
      throw new RefusFichier(
        `« ${nom} », ligne ${ligne + 1} : cette ligne est démesurée, sans doute un guillemet jamais refermé. Exportez le fichier de nouveau.`,
      );
    return lus;
  };
  for await (const morceau of morceaux) {
    tampon += morceau;
    yield extraire(false);
  }
  yield extraire(true);
}
