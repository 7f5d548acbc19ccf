/**
 * Labels of coloration (IGÉSR, recommendation 12): one of a list, not free text. Labels that look alike are proposed for
 * merging; a person decides, whatever the likeness.
 */

/** Identifiers of their own, the same in every installation: nothing to import before the first label is tied to one. */
export const COLORATIONS_NATIONALES = [
  {
    id: "6f1d3c1e-5a0b-4c62-9d0e-2b7c5e8a1001",
    libelle: "Passeport nucléaire",
    autresNoms: [],
    secteur: "Nucléaire",
    source: "IGÉSR, chap. 4 § 4.2 : université des métiers du nucléaire",
  },
  {
    id: "6f1d3c1e-5a0b-4c62-9d0e-2b7c5e8a1002",
    libelle: "École des réseaux",
    autresNoms: ["Réseaux électriques"],
    secteur: "Réseaux électriques",
    source: "IGÉSR, chap. 4 § 4.2 : entreprises du réseau électrique, Enedis",
  },
] as const satisfies readonly {
  id: string;
  libelle: string;
  autresNoms: readonly string[];
  secteur: string;
  source: string;
}[];

export const PORTEES = { nationale: "Nationale", locale: "Locale" } as const;
export type Portee = keyof typeof PORTEES;

/** As the list keeps a label: without spaces around, one space between words. */
export const reduire = (libelle: string): string => libelle.replace(/\s+/g, " ").trim();

const VIDES = new Set(
  "a au aux avec d de des du en et l la le les ou par pour sur un une coloration colore coloree colores colorees".split(
    " ",
  ),
);

/** Words that carry meaning, without accents, case or plural. */
function mots(libelle: string): string[] {
  return libelle
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/œ/gi, "oe")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((mot) => mot !== "" && !VIDES.has(mot))
    .map((mot) => (mot.length > 3 ? mot.replace(/[sx]$/, "") : mot));
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

/**
 * From 0 (nothing in common) to 1 (the same words): shared groups of letters, or one label held in the other. Symmetric; the order
 * of words does not count.
 */
export function proximite(un: string, autre: string): number {
  const [a, b] = [mots(un), mots(autre)];
  if (a.length === 0 || b.length === 0) return reduire(un) === reduire(autre) ? 1 : 0;
  const [ta, tb] = [trigrammes(a), trigrammes(b)];
  const communs = [...ta].filter((t) => tb.has(t)).length;
  const dice = (2 * communs) / (ta.size + tb.size);
  const [court, long] = a.length <= b.length ? [a, b] : [b, a];
  const tenu = court.length * 2 >= long.length && court.every((mot) => long.includes(mot));
  return tenu ? Math.max(dice, CONTENU) : dice;
}

/** What there is to compare of a coloration: its names, and its key. */
export type Comparable = { cle: string; noms: readonly string[]; nationale: boolean };
export type Proposition = { premiere: string; seconde: string; proximite: number };

const refus = (a: string, b: string): string => [a, b].sort().join(" ");

/** Labels beyond which comparing each with each would take too long for a page. */
const COMPARES_MAX = 1_500;

/** Pairs that look alike, the closest first. Two national ones never: the list itself tells them apart. */
export function proposerFusions(
  colorations: readonly Comparable[],
  refusees: readonly (readonly [string, string])[],
): Proposition[] {
  const ecartees = new Set(refusees.map(([a, b]) => refus(a, b)));
  const vues = colorations.slice(0, COMPARES_MAX);
  const proposees: Proposition[] = [];
  for (const [i, a] of vues.entries())
    for (const b of vues.slice(i + 1)) {
      if ((a.nationale && b.nationale) || ecartees.has(refus(a.cle, b.cle))) continue;
      const score = Math.max(...a.noms.flatMap((x) => b.noms.map((y) => proximite(x, y))));
      if (score < SEUIL_PROXIMITE) continue;
      // The national one is what the other would become.
      const [premiere, seconde] = a.nationale ? [b.cle, a.cle] : [a.cle, b.cle];
      proposees.push({ premiere, seconde, proximite: score });
    }
  return proposees.sort((x, y) => y.proximite - x.proximite || (x.premiere < y.premiere ? -1 : 1));
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
