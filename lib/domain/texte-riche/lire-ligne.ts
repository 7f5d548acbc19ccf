/**
 * Marks inside one line. A mark opens and closes in the same line, or it is a star as typed; what looks like HTML is text.
 * Two passes over the characters: no backtracking.
 */
import { type Contenu, lienSur, regrouper } from "./types";

/** `]` needs none: a label holds no bracket. */
const LIEN = /\[([^[\]\n]{1,500})\]\(((?:https?:\/\/|mailto:)[^\s()<>]{1,2000})\)/iy;

const LETTRE = /[\p{L}\p{N}\p{M}]/u;
export const estLettre = (c: string | undefined): boolean =>
  // Half of a surrogate pair: taken for a letter, so that no mark ever lands beside it.
  c !== undefined && ((c >= "\ud800" && c <= "\udfff") || LETTRE.test(c));
export const estBlanc = (c: string | undefined): boolean => c === undefined || /\s/.test(c);
/** Nothing opens before these, nothing closes after those: « (*) » is a call for a note, not an italic. */
export const estFermante = (c: string): boolean => ")]}»,.;:!?…”".includes(c);
export const estOuvrante = (c: string): boolean => "([{«“".includes(c);

type Marque = "gras" | "italique";
type Jeton =
  | { type: "texte"; texte: string }
  | { type: "lien"; adresse: string | undefined }
  | { type: "etoiles"; nombre: number; avant: string | undefined; apres: string | undefined; effets: Effets };
type Effets = Partial<Record<Marque, true>>;
type Etoiles = Extract<Jeton, { type: "etoiles" }>;

function decouper(ligne: string): Jeton[] {
  const jetons: Jeton[] = [];
  const ecrire = (texte: string) => {
    const dernier = jetons.at(-1);
    if (dernier?.type === "texte") dernier.texte += texte;
    else if (texte !== "") jetons.push({ type: "texte", texte });
  };
  let finLibelle = -1;
  let suite = -1;
  let i = 0;
  while (i < ligne.length) {
    if (i === finLibelle) {
      jetons.push({ type: "lien", adresse: undefined });
      i = suite;
      finLibelle = -1;
      continue;
    }
    const c = ligne[i] as string;
    if (c === "\\") {
      let n = 1;
      while (ligne[i + n] === "\\") n += 1;
      const suivant = ligne[i + n];
      const special = suivant === "*" || suivant === "[";
      ecrire("\\".repeat(special ? Math.floor(n / 2) : n));
      i += n;
      if (special && n % 2 === 1) {
        ecrire(suivant);
        i += 1;
      }
    } else if (c === "*") {
      let n = 1;
      while (ligne[i + n] === "*") n += 1;
      if (n > 3) ecrire("*".repeat(n));
      else jetons.push({ type: "etoiles", nombre: n, avant: ligne[i - 1], apres: ligne[i + n], effets: {} });
      i += n;
    } else if (c === "[" && finLibelle < 0) {
      LIEN.lastIndex = i;
      const lu = LIEN.exec(ligne);
      const adresse = lu ? lienSur(lu[2] as string) : undefined;
      if (lu && adresse !== undefined && (lu[1] as string).trim() !== "") {
        jetons.push({ type: "lien", adresse });
        finLibelle = i + 1 + (lu[1] as string).length;
        suite = i + lu[0].length;
      } else ecrire(c);
      i += 1;
    } else {
      let fin = i + 1;
      while (fin < ligne.length && fin !== finLibelle && !"\\*[".includes(ligne[fin] as string)) fin += 1;
      ecrire(ligne.slice(i, fin));
      i = fin;
    }
  }
  if (i === finLibelle) jetons.push({ type: "lien", adresse: undefined });
  return jetons;
}

const peutOuvrir = ({ avant, apres }: Etoiles, marque: Marque): boolean =>
  apres !== undefined && !estBlanc(apres) && !estFermante(apres) && (marque === "gras" || !estLettre(avant));
const peutFermer = ({ avant, apres }: Etoiles, marque: Marque): boolean =>
  avant !== undefined && !estBlanc(avant) && !estOuvrante(avant) && (marque === "gras" || !estLettre(apres));

const MARQUES: Record<number, Marque[]> = { 1: ["italique"], 2: ["gras"], 3: ["gras", "italique"] };

/** Each closing star finds the nearest one that opens; the others stay stars. */
function apparier(jetons: readonly Jeton[]): void {
  const ouverts: Partial<Record<Marque, Etoiles>> = {};
  for (const jeton of jetons) {
    if (jeton.type !== "etoiles") continue;
    for (const marque of MARQUES[jeton.nombre] as Marque[]) {
      const ouvert = ouverts[marque];
      if (ouvert && peutFermer(jeton, marque)) {
        ouvert.effets[marque] = true;
        jeton.effets[marque] = true;
        ouverts[marque] = undefined;
      } else if (peutOuvrir(jeton, marque)) ouverts[marque] = jeton;
    }
  }
}

const TAILLE: Record<Marque, number> = { gras: 2, italique: 1 };

export function lireLigne(ligne: string): Contenu {
  if (!/[*\\[]/.test(ligne)) return ligne === "" ? [] : [{ texte: ligne }];
  const jetons = decouper(ligne);
  apparier(jetons);
  const actives = { gras: false, italique: false };
  let lien: string | undefined;
  const contenu: Contenu = [];
  const poser = (texte: string) =>
    contenu.push({
      texte,
      ...(actives.gras && { gras: true }),
      ...(actives.italique && { italique: true }),
      ...(lien && { lien }),
    });
  for (const jeton of jetons) {
    if (jeton.type === "texte") poser(jeton.texte);
    else if (jeton.type === "lien") lien = jeton.adresse;
    else {
      const effets = Object.keys(jeton.effets) as Marque[];
      const restent = jeton.nombre - effets.reduce((s, m) => s + TAILLE[m], 0);
      poser("*".repeat(restent));
      for (const m of effets) actives[m] = !actives[m];
    }
  }
  return regrouper(contenu);
}
