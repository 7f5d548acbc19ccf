/** Any text a person may have typed, brought to what Marianne can draw, then cut into lines. */
import type { Graisse, Polices } from "./polices";

/** Stands for what the font cannot draw (emoji, other scripts): visible, never silently dropped. The data keep the original. */
export const INDESSINABLE = "[?]";

const EQUIVALENTS: Record<string, string> = {
  "\u2009": "\u202f",
  "\u2011": "-",
  "\u2010": "-",
  "\u00ad": "",
  "\u200b": "",
  "\u200c": "",
  "\u2060": "",
  "\ufeff": "",
  "\t": " ",
};

const graphemes = new Intl.Segmenter("fr", { granularity: "grapheme" });
/** Read a few at a time: the segmenter of a long text takes longer and longer for each. */
const TRANCHE = 256;

function* enGraphemes(texte: string): Generator<string> {
  let reste = "";
  for (let lu = 0; lu < texte.length; lu += TRANCHE) {
    const segments = Array.from(graphemes.segment(reste + texte.slice(lu, lu + TRANCHE)), (s) => s.segment);
    // The last one may go on in the next slice.
    reste = lu + TRANCHE < texte.length ? (segments.pop() ?? "") : "";
    yield* segments;
  }
}
const ORDINAIRE = /^[\u0020-\u007e\u00a0-\u00ac\u00ae-\u00ff\u0152\u0153\u2019\u202f\u20ac\n]*$/;

/** Same text with only drawable characters; line breaks are kept as `\n`. A run of undrawable ones becomes one mark. */
export function imprimable(texte: string, polices: Polices): string {
  const compose = texte.normalize("NFC").replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, "\n");
  if (ORDINAIRE.test(compose)) return compose;
  let resultat = "";
  let manque = false;
  for (const segment of enGraphemes(compose)) {
    const voulu = EQUIVALENTS[segment] ?? segment;
    if (voulu === "\n" || [...voulu].every((c) => dessinable(c, polices))) {
      resultat += voulu;
      if (voulu !== "") manque = false;
    } else if (!manque) {
      resultat += INDESSINABLE;
      manque = true;
    }
  }
  return resultat;
}

const dessinable = (caractere: string, polices: Polices): boolean => {
  const code = caractere.codePointAt(0) ?? 0;
  // Control characters have a glyph in some weights and none in others: never drawn.
  return code >= 0x20 && !(code >= 0x7f && code < 0xa0) && Object.values(polices).every((p) => p.dessinable(code));
};

export type Style = {
  graisse: Graisse;
  taille: number;
  couleur: string;
  /** Address that the text leads to. */
  lien?: string;
};
export type Troncon = { texte: string; style: Style };
export type Morceau = Troncon & { largeur: number };
/** `largeur` leaves out the trailing space, which is drawn all the same so that the words stay apart when extracted. */
export type Ligne = { morceaux: Morceau[]; largeur: number };

/** A word with the spaces after it. */
const MOTS = /[^ \n]+ *| +|\n/g;
/** Where a word wider than its line may break first: after a hyphen, a slash, an underscore or a dot. */
const PARTIES = /.*?[-/–—_.@](?=[\p{L}\p{N}])|.+/gsu;

type Curseur = { lignes: Ligne[]; courante: Ligne; encombrement: number };

const passerALaLigne = (c: Curseur): void => {
  c.lignes.push(c.courante);
  c.courante = { morceaux: [], largeur: 0 };
  c.encombrement = 0;
};

function poser(c: Curseur, texte: string, style: Style, polices: Polices, connue?: number): void {
  const { largeur } = polices[style.graisse];
  const pleine = connue ?? largeur(texte, style.taille);
  const nu = texte.trimEnd();
  c.courante.largeur = c.encombrement + (nu === texte ? pleine : largeur(nu, style.taille));
  c.encombrement += pleine;
  const dernier = c.courante.morceaux.at(-1);
  if (dernier && dernier.style === style) {
    dernier.texte += texte;
    dernier.largeur += pleine;
  } else c.courante.morceaux.push({ texte, style, largeur: pleine });
}

/** Longer than any line, whatever its letters: never measured whole. */
const LONG = 600;

/** Puts what is wider than a whole line, a few characters at a time. Each is measured alone, once: a few dozen in any text. */
function poserTropLong(c: Curseur, mot: string, style: Style, max: number, polices: Polices): void {
  const { largeur } = polices[style.graisse];
  let debut = "";
  let occupe = 0;
  for (const segment of enGraphemes(mot)) {
    const l = segment === " " ? 0 : largeur(segment, style.taille);
    if (debut !== "" && c.encombrement + occupe + l > max) {
      // Nothing follows on this line: the sum of its characters is as good as their measure together.
      poser(c, debut, style, polices, occupe);
      passerALaLigne(c);
      debut = "";
      occupe = 0;
    }
    debut += segment;
    occupe += l;
  }
  if (debut !== "") poser(c, debut, style, polices);
}

/** Greedy line breaking of styled text. `\n` forces a break; an empty text gives one empty line. */
export function enLignes(troncons: readonly Troncon[], max: number, polices: Polices): Ligne[] {
  const c: Curseur = { lignes: [], courante: { morceaux: [], largeur: 0 }, encombrement: 0 };
  for (const { texte, style } of troncons) {
    const { largeur } = polices[style.graisse];
    for (const [mot] of texte.matchAll(MOTS)) {
      if (mot === "\n") {
        passerALaLigne(c);
        continue;
      }
      const l = mot.length > LONG ? Number.POSITIVE_INFINITY : largeur(mot.trimEnd(), style.taille);
      if (c.encombrement > 0 && c.encombrement + l > max) passerALaLigne(c);
      if (l <= max) poser(c, mot, style, polices);
      else
        for (const [partie] of mot.matchAll(PARTIES)) {
          const p = partie.length > LONG ? Number.POSITIVE_INFINITY : largeur(partie.trimEnd(), style.taille);
          if (c.encombrement > 0 && c.encombrement + p > max) passerALaLigne(c);
          if (p > max) poserTropLong(c, partie, style, max, polices);
          else poser(c, partie, style, polices);
        }
    }
  }
  passerALaLigne(c);
  return c.lignes;
}

/** Paragraphs of a long answer: blank lines separate them, single line breaks stay inside. */
export const paragraphes = (texte: string): string[] =>
  texte
    .split(/\n[ \u00a0]*(?:\n[ \u00a0]*)+/)
    .map((p) => p.replace(/^\n+/, "").trimEnd())
    .filter((p) => p !== "");
