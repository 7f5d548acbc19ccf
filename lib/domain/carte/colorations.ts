/**
 * Labels of coloration (IGÉSR, recommendation 12): one of a list, not free text. Labels that look alike are proposed for
 * merging; a person decides, whatever the likeness.
 */
import { plier } from "../plier";

/** Identifiers of their own, the same in every installation: nothing to import before the first label is tied to one. */
export const COLORATIONS_NATIONALES = [
  {
    id: "6f1d3c1e-5a0b-4c62-9d0e-2b7c5e8a1001",
    libelle: "Passeport nucléaire",
    autresNoms: [],
    secteur: "Nucléaire",
    source: "IGÉSR, chap. 4 § 4.2 : université des métiers du nucléaire",
    partenaire: "l’université des métiers du nucléaire",
    attestation: null,
  },
  {
    id: "6f1d3c1e-5a0b-4c62-9d0e-2b7c5e8a1002",
    libelle: "École des réseaux",
    autresNoms: ["Réseaux électriques"],
    secteur: "Réseaux électriques",
    source: "IGÉSR, chap. 4 § 4.2 : entreprises du réseau électrique, Enedis",
    partenaire: "les entreprises du réseau électrique (Enedis)",
    attestation: null,
  },
] as const satisfies readonly {
  id: string;
  libelle: string;
  autresNoms: readonly string[];
  secteur: string;
  source: string;
  /** Partnership that it is deployed in: the report names no CMA request behind it. */
  partenaire: string;
  /** Wording decided nationally. The report gives none: conventions with the partners say it, région by région (note 132). */
  attestation: string | null;
}[];

export const PORTEES = { nationale: "Nationale", locale: "Locale" } as const;
export type Portee = keyof typeof PORTEES;

/** As the list keeps a label: without spaces around, one space between words. */
export const reduire = (libelle: string): string => libelle.replace(/\s+/g, " ").trim();

/** Small words, and those that say a diploma or a coloration rather than which one. */
const VIDES = new Set(
  (
    "a au aux avec d de des du en et l la le les ou par pour sur un une coloration colore coloree colores colorees " +
    "bac bts but cap pro diplome filiere metier metiers mention"
  ).split(" "),
);

/** Words that carry meaning, each once, without accents, case or plural. */
function mots(libelle: string): string[] {
  const lus = plier(libelle)
    .split(" ")
    .filter((mot) => mot !== "" && !VIDES.has(mot))
    .map((mot) => (mot.length > 3 ? mot.replace(/[sx]$/, "") : mot));
  return [...new Set(lus)];
}

/** Groups of three letters, as PostgreSQL's pg_trgm cuts them: two spaces before each word, one after. */
function trigrammes(liste: readonly string[]): Set<string> {
  const vus = new Set<string>();
  for (const mot of liste) {
    const borde = `  ${mot} `;
    for (let i = 0; i + 3 <= borde.length; i += 1) vus.add(borde.slice(i, i + 3));
  }
  return vus;
}

/** Labels at least this close are proposed. Chosen on the table of tests/unit/domain/carte/colorations.test.ts. */
export const SEUIL_PROXIMITE = 0.72;
/** One label says all that the other says, and adds to it. */
const CONTENU = 0.8;

type Decoupe = { mots: string[]; trigrammes: Set<string> };
const decouper = (libelle: string): Decoupe => {
  const liste = mots(libelle);
  return { mots: liste, trigrammes: trigrammes(liste) };
};

/** Of two labels that share so many groups of letters. */
function comparer(a: Decoupe, b: Decoupe, communs: number): number {
  const dice = (2 * communs) / (a.trigrammes.size + b.trigrammes.size);
  const [court, long] = a.mots.length <= b.mots.length ? [a.mots, b.mots] : [b.mots, a.mots];
  const tenu = court.length * 2 >= long.length && court.every((mot) => long.includes(mot));
  return tenu ? Math.max(dice, CONTENU) : dice;
}

/**
 * From 0 (nothing in common) to 1 (the same words): shared groups of letters, or one label held in the other. Symmetric; the order
 * of words does not count.
 */
export function proximite(un: string, autre: string): number {
  const [a, b] = [decouper(un), decouper(autre)];
  if (a.mots.length === 0 || b.mots.length === 0) return reduire(un) === reduire(autre) ? 1 : 0;
  return comparer(a, b, [...a.trigrammes].filter((t) => b.trigrammes.has(t)).length);
}

/** What there is to compare of a coloration: its names, and its key. */
export type Comparable = { cle: string; noms: readonly string[]; nationale: boolean };
export type Proposition = { premiere: string; seconde: string; proximite: number };

const refus = (a: string, b: string): string => [a, b].sort().join(" ");

/** A région writes some hundreds of labels; beyond this, a page would wait for a file gone wrong. */
const COMPARES_MAX = 2_000;

/** Pairs that look alike, the closest first. Two national ones never: the list itself tells them apart. */
export function proposerFusions(
  colorations: readonly Comparable[],
  refusees: readonly (readonly [string, string])[],
): Proposition[] {
  const ecartees = new Set(refusees.map(([a, b]) => refus(a, b)));
  const noms = colorations
    .slice(0, COMPARES_MAX)
    .flatMap((c, rang) => c.noms.map((nom) => ({ c, rang, ...decouper(nom) })))
    .filter((n) => n.mots.length > 0);
  // Each name meets only those that share letters with it: comparing all with all would take seconds.
  const porteurs = new Map<string, number[]>();
  const meilleures = new Map<string, Proposition>();
  const communs = new Uint16Array(noms.length);
  for (const [i, a] of noms.entries()) {
    const touchees: number[] = [];
    for (const t of a.trigrammes)
      for (const j of porteurs.get(t) ?? []) {
        if (communs[j] === 0) touchees.push(j);
        communs[j] = (communs[j] ?? 0) + 1;
      }
    for (const j of touchees) {
      const combien = communs[j] ?? 0;
      communs[j] = 0;
      const b = noms[j] as (typeof noms)[number];
      const [ta, tb] = [a.trigrammes.size, b.trigrammes.size];
      // Too few letters in common, and neither can hold the other.
      if (2 * combien < SEUIL_PROXIMITE * (ta + tb) && combien < Math.min(ta, tb)) continue;
      const score = b.rang === a.rang || (a.c.nationale && b.c.nationale) ? 0 : comparer(a, b, combien);
      if (score < SEUIL_PROXIMITE || ecartees.has(refus(a.c.cle, b.c.cle))) continue;
      // The national one is what the other would become; else the order of the list.
      const [premiere, seconde] = b.c.nationale ? [a.c.cle, b.c.cle] : [b.c.cle, a.c.cle];
      const cle = refus(premiere, seconde);
      if (score > (meilleures.get(cle)?.proximite ?? 0)) meilleures.set(cle, { premiere, seconde, proximite: score });
    }
    for (const t of a.trigrammes) {
      const deja = porteurs.get(t);
      if (deja === undefined) porteurs.set(t, [i]);
      else deja.push(i);
    }
  }
  return [...meilleures.values()].sort((x, y) => y.proximite - x.proximite || (x.premiere < y.premiere ? -1 : 1));
}

/** The coloration that this one has become, through merges of merges. A circle cannot be stored; were there one, it ends. */
export function racine(id: string, fusionneeDans: ReadonlyMap<string, string | null>): string {
  const vues = new Set<string>();
  let actuel = id;
  for (let suivant = fusionneeDans.get(actuel); suivant && !vues.has(actuel); suivant = fusionneeDans.get(actuel)) {
    vues.add(actuel);
    actuel = suivant;
  }
  return actuel;
}

/** A label of the list, and everything that is read as it: merged labels, other names, writings of Orion. */
export type LibelleConnu = { libelle: string; autres: readonly string[] };

/** What is said, never refused, of a label typed outside of the list (recommendation 12); null: it is in it, or nothing is typed. */
export function avisLibelle(texte: string, liste: readonly LibelleConnu[]): string | null {
  const lu = reduire(texte);
  if (lu === "" || liste.some((c) => c.libelle === lu)) return null;
  const cle = plier(lu);
  const ecrit = liste.find((c) => plier(c.libelle) === cle);
  if (ecrit !== undefined) return `La liste de la région académique l’écrit « ${ecrit.libelle} ».`;
  const reuni = liste.find((c) => c.autres.some((autre) => plier(autre) === cle));
  if (reuni !== undefined) return `Dans la liste, ce libellé se lit « ${reuni.libelle} » : écrivez-le ainsi.`;
  const proches = liste
    .map((c) => ({ libelle: c.libelle, score: Math.max(...[c.libelle, ...c.autres].map((nom) => proximite(lu, nom))) }))
    .filter((c) => c.score >= SEUIL_PROXIMITE)
    .sort((a, b) => b.score - a.score);
  return proches[0] === undefined
    ? "Ce libellé n’est pas dans la liste de la région académique. Vous pouvez le garder, ou lui demander de l’y ajouter."
    : `Ce libellé n’est pas dans la liste de la région académique. Est-ce « ${proches[0].libelle} » ?`;
}
