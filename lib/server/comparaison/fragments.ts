/** Two long texts, word by word. */
import { diffArrays } from "diff";

export type Fragment = { genre: "egal" | "ajoute" | "supprime"; texte: string };

/** Words, the spaces between them, and each other sign alone: a comma put in is one sign, not another word. */
const MORCEAUX = /\s+|[\p{L}\p{N}]+(?:[’'-][\p{L}\p{N}]+)*|[^\s\p{L}\p{N}]/gu;
/**
 * Longest edit looked for, in words put in and taken out. Beyond, the texts have little in common, and the search would take
 * the square of it: paragraphs are compared instead. Measured: docs/versions-and-comparison.md.
 */
const MODIFICATIONS_MAX = 600;

const morceaux = (texte: string): string[] => texte.match(MORCEAUX) ?? [];
const paragraphes = (texte: string): string[] => texte.match(/[^\n]*\n|[^\n]+/g) ?? [];

function enFragments(a: string[], b: string[], fin: number): Fragment[] | null {
  const timeout = fin - performance.now();
  const lu = timeout <= 0 ? undefined : diffArrays(a, b, { maxEditLength: MODIFICATIONS_MAX, timeout });
  if (lu === undefined) return null;
  return lu.map((part) => ({
    genre: part.added ? "ajoute" : part.removed ? "supprime" : "egal",
    texte: part.value.join(""),
  }));
}

/** A lone space kept between two changed words reads as noise: it is part of the change. */
function lisser(fragments: readonly Fragment[]): Fragment[] {
  const suite: Fragment[] = [];
  const ajouter = (f: Fragment) => {
    const dernier = suite.at(-1);
    if (dernier?.genre === f.genre) suite[suite.length - 1] = { genre: f.genre, texte: dernier.texte + f.texte };
    else suite.push({ ...f });
  };
  let supprime = "";
  let ajoute = "";
  const vider = () => {
    if (supprime) ajouter({ genre: "supprime", texte: supprime });
    if (ajoute) ajouter({ genre: "ajoute", texte: ajoute });
    supprime = "";
    ajoute = "";
  };
  fragments.forEach((f, i) => {
    if (f.genre === "supprime") supprime += f.texte;
    else if (f.genre === "ajoute") ajoute += f.texte;
    else if (supprime && ajoute && /^[^\S\n]+$/.test(f.texte) && i < fragments.length - 1) {
      supprime += f.texte;
      ajoute += f.texte;
    } else {
      vider();
      ajouter(f);
    }
  });
  vider();
  return suite;
}

/**
 * What takes `avant` to `apres`: equal, taken out and put in, in the order of reading. null: not found in `dureeMs`, or too little in
 * common for marks to say anything.
 */
export function fragments(avant: string, apres: string, dureeMs = Number.POSITIVE_INFINITY): Fragment[] | null {
  if (avant === "" || apres === "")
    return lisser([
      { genre: "supprime", texte: avant },
      { genre: "ajoute", texte: apres },
    ]).filter((f) => f.texte !== "");
  const fin = performance.now() + dureeMs;
  const lus =
    enFragments(morceaux(avant), morceaux(apres), fin) ?? enFragments(paragraphes(avant), paragraphes(apres), fin);
  return lus && lisser(lus);
}
