/**
 * Who pays each civil year. The plan has no schedule: each source is spread over the years in proportion to what the project
 * spends in each. An estimate, and called one wherever it is shown; exact to the cent all the same, rows and columns.
 */
import { type Centimes, centimes, repartir, ZERO } from "./argent";
import type { Dossier, LigneBudget } from "./dossier";
import { estEligible, totaliser } from "./faits";
import type { Source } from "./nomenclatures";
import { inconnues, parSource } from "./plan-financement";

export type AnneePlan = {
  /** null: spending whose year is not given. */
  annee: number | null;
  cout: Centimes;
  eligible: Centimes;
};
/** `manque`: what no source pays yet. */
export type Payeur = Source | "sans_source" | "manque";
export type LignePayeur = { payeur: Payeur; montants: readonly Centimes[]; total: Centimes };
export type PlanParAnnee = {
  annees: readonly AnneePlan[];
  payeurs: readonly LignePayeur[];
  /** Per year: what the payers bring. Equal to the year's cost, unless the plan has too much. */
  totaux: readonly Centimes[];
  total: Centimes;
};

/**
 * Splits rows over columns so that every row and every column adds up: column by column, by the largest remainder on what is
 * left of each row. No part is negative, and each stays within a few cents of its exact share. Both must have the same sum.
 */
export function ventiler(lignes: readonly Centimes[], colonnes: readonly Centimes[]): Centimes[][] {
  const somme = (m: readonly Centimes[]) => m.reduce((t, x) => t + x, 0n);
  if (somme(lignes) !== somme(colonnes)) throw new RangeError("Lignes et colonnes n’ont pas le même total.");
  const reste = [...lignes];
  const parts = lignes.map(() => [] as Centimes[]);
  for (const colonne of colonnes) {
    const cles = colonne === 0n ? reste.map(() => ZERO) : repartir(colonne, reste);
    for (const [i, part] of cles.entries()) {
      parts[i]?.push(part);
      reste[i] = centimes((reste[i] ?? ZERO) - part);
    }
  }
  return parts;
}

/** Years that spend something, in order; spending without a year last. */
export function anneesPlan(budget: readonly LigneBudget[]): AnneePlan[] {
  const parAnnee = new Map<number | null, LigneBudget[]>();
  for (const ligne of budget) {
    const annee = ligne.annee ?? null;
    const deja = parAnnee.get(annee);
    if (deja) deja.push(ligne);
    else parAnnee.set(annee, [ligne]);
  }
  return [...parAnnee]
    .map(([annee, lignes]) => ({
      annee,
      cout: totaliser(lignes, () => "oui").min,
      eligible: totaliser(lignes, estEligible).min,
    }))
    .filter((a) => a.cout > 0n)
    .sort((a, b) => (a.annee ?? Number.MAX_SAFE_INTEGER) - (b.annee ?? Number.MAX_SAFE_INTEGER));
}

/** null: nothing is spent yet, or an amount is missing — a spread of known amounts only would be wrong for each year. */
export function planParAnnee(dossier: Pick<Dossier, "budget" | "financements">): PlanParAnnee | null {
  const { depenses, ressources } = inconnues(dossier);
  if (depenses > 0 || ressources > 0) return null;
  const annees = anneesPlan(dossier.budget);
  const cout = annees.reduce((t, a) => t + a.cout, 0n);
  if (cout === 0n) return null;
  const sources = parSource(dossier.financements).map(({ source, montant }) => ({
    payeur: (source ?? "sans_source") as Payeur,
    total: montant,
  }));
  const apporte = sources.reduce((t, s) => t + s.total, 0n);
  const payeurs =
    apporte < cout ? [...sources, { payeur: "manque" as const, total: centimes(cout - apporte) }] : sources;
  const couts = annees.map((a) => a.cout);
  const colonnes = apporte > cout ? repartir(centimes(apporte), couts) : couts;
  const parts = ventiler(
    payeurs.map((p) => p.total),
    colonnes,
  );
  return {
    annees,
    payeurs: payeurs.map((p, i) => ({ ...p, montants: parts[i] ?? [] })),
    totaux: colonnes,
    total: centimes(apporte > cout ? apporte : cout),
  };
}
