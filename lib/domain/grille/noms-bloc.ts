/** What the words of a pasted block name: posts, totals, years, or nothing but figures. */
import { lireMontantEcrit } from "../montant-ecrit";
import { POSTES, type Poste } from "../nomenclatures";

export const nu = (texte: string): string =>
  texte
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();

const PAR_NOM = new Map<string, Poste>(
  POSTES.codes.flatMap((code) => [
    [nu(POSTES.libelles[code as Poste]), code as Poste] as const,
    [nu(code), code as Poste] as const,
  ]),
);
const TOTAUX = /^(?:sous )?(?:total|totaux|cout eligible|cout total)/;

export const posteNomme = (texte: string): Poste | undefined => PAR_NOM.get(nu(texte));
export const estTotal = (texte: string): boolean => TOTAUX.test(nu(texte));

/** Something that a cell could have been meant to hold: a figure, even one that is refused; neither a word nor a blank. */
export function estValeur(texte: string): boolean {
  const lu = lireMontantEcrit(texte);
  return "motif" in lu ? lu.motif !== "texte" : lu.montant !== null;
}

const estAnnee = (texte: string): boolean => /^20\d\d$/.test(texte);

type Ligne = readonly string[];
export type Entete = {
  /** Columns of labels, left of the years. */
  libelles: number;
  /** Column by column after the labels. */
  colonnes: ({ type: "annee"; annee: number } | { type: "total" } | { type: "sans_nom" })[];
};

/** Years that follow one another, either way. */
const seSuivent = (annees: readonly number[]): boolean =>
  annees.length >= 2 && [1, -1].some((pas) => annees.every((a, i) => i === 0 || a === (annees[i - 1] as number) + pas));

/** Nothing but years that follow one another, labels aside. */
const ligneDAnnees = (ligne: Ligne): boolean => {
  const valeurs = ligne.filter(estValeur);
  return valeurs.every(estAnnee) && seSuivent(valeurs.map(Number));
};

/**
 * Years on the first row, as a heading; « doute »: they could be, and are amounts. 2 025 € is written like the year 2025: one
 * year alone is a heading only when words say so, above labels or beside a total. `partenaires`: their names, bare.
 */
export function lireEntete(bloc: readonly Ligne[], partenaires: ReadonlyMap<string, unknown>): Entete | "doute" | null {
  const premiere = bloc[0] ?? [];
  const debut = premiere.findIndex(estAnnee);
  const ailleurs = () => (bloc.some(ligneDAnnees) ? "doute" : null);
  if (debut < 0) return ailleurs();
  const [gauche, droite] = [premiere.slice(0, debut), premiere.slice(debut)];
  // Another figure, a post or a total in front: a row of amounts, one of which looks like a year.
  if (gauche.some((t) => estValeur(t) || posteNomme(t) !== undefined || estTotal(t))) return ailleurs();
  if (droite.some((t) => !estAnnee(t) && t !== "" && !estTotal(t))) return ailleurs();
  const annees = droite.filter(estAnnee).map(Number);
  const suivies = seSuivent(annees);
  const corps = bloc.slice(1);
  if (corps.length === 0) return suivies ? "doute" : null;
  const cotes = [gauche, ...corps.map((l) => l.slice(0, debut))];
  const sousEtiquettes =
    cotes.some((c) => c.some((t) => t !== "")) &&
    !cotes.some((c) => c.some(estValeur)) &&
    !gauche.some((t) => partenaires.has(nu(t)));
  const avecTotal = droite.some((t) => t !== "" && estTotal(t));
  const distinctes = new Set(annees).size === annees.length;
  if (!suivies && !(distinctes && (sousEtiquettes || avecTotal))) return "doute";
  return {
    libelles: debut,
    colonnes: droite.map((t) =>
      estAnnee(t) ? { type: "annee", annee: Number(t) } : { type: t === "" ? "sans_nom" : "total" },
    ),
  };
}

/** How many columns of labels stand left of the figures, when every row that has figures starts by a known post. */
export function libellesSeuls(bloc: readonly Ligne[]): number {
  const nommes = bloc.filter((l) => l.some((t) => t !== ""));
  for (const rang of [0, 1]) {
    const connues = nommes.filter((l) => posteNomme(l[rang] ?? "") !== undefined).length;
    if (connues > 0 && connues * 2 >= nommes.length) return rang + 1;
  }
  return 0;
}
