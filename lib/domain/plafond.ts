/** Whether the subsidy is over its ceiling, as the rules found it: a known lower bound alone is no proof. */
import { type Centimes, centimes, partEntiere } from "./argent";
import { ecrireNombre, ecrireTaux } from "./ecriture";
import type { Regime } from "./regimes";
import type { Constat, Resultat } from "./verdict";

const REGLES: ReadonlySet<string> = new Set(["PLAFOND_70", "PLAFOND_DIAG"]);

/**
 * By how much the subsidy exceeds its ceiling; null unless a rule of the ceiling is `non_conforme`. While an amount or a post
 * is missing these rules are `indetermine`: what is known so far may look over the ceiling, and not be.
 */
export function depassementPlafond({ constats }: { constats: readonly Constat[] }): Centimes | null {
  const exces = constats.flatMap((c) =>
    REGLES.has(c.code) && c.verdict === "non_conforme" && c.marge?.type === "montant" ? [-c.marge.montant] : [],
  );
  return exces.length === 0 ? null : centimes(exces.reduce((a, b) => (a > b ? a : b)));
}

export type MargePlafond =
  | { type: "marge"; montant: Centimes }
  | { type: "depassement"; montant: Centimes }
  /** A line to complete may change it. */
  | { type: "inconnue" };

export function margePlafond(r: Resultat): MargePlafond {
  const exces = depassementPlafond(r);
  if (exces !== null) return { type: "depassement", montant: exces };
  const montant = centimes(r.subventionMax - r.subvention);
  return montant >= 0n && plafondMesurable(r) ? { type: "marge", montant } : { type: "inconnue" };
}

/**
 * Whether the eligible cost and the subsidy are known to the cent, so that a gauge tells the truth. While a line misses its
 * amount, its post or its source, `Resultat` holds lower bounds: the rule of the ceiling, which saw the lines, says so.
 */
export function plafondMesurable(r: Resultat): boolean {
  const constat = r.constats.find((c) => c.code === "PLAFOND_70");
  if (constat === undefined || constat.verdict === "conforme") return true;
  // Undetermined with figures: amounts are there, some are missing. Without: nothing is asked yet, which is known.
  if (constat.verdict === "indetermine") return constat.figures.length === 0;
  // Over the ceiling of the greatest cost that the missing inputs allow: the last figure is that cost.
  const cout = constat.figures.at(-1)?.valeur;
  return cout?.type === "montant" && cout.montant === r.coutEligible;
}

export type CalculPlafond = {
  coutEligible: Centimes;
  /** « 70 % » of the eligible cost, floored to the cent. */
  part: Centimes;
  /** The regime's own ceiling in euros, when it has one. */
  propre: Centimes | null;
  /** The lower of the two. */
  plafond: Centimes;
  subvention: Centimes;
  /** Ceiling minus subsidy, signed. */
  marge: Centimes;
};

/** The steps of the ceiling, as the screen draws it and every document proves it. */
export function calculPlafond(
  { coutEligible, subvention }: Pick<Resultat, "coutEligible" | "subvention">,
  { seuils }: Pick<Regime, "seuils">,
): CalculPlafond {
  const part = partEntiere(coutEligible, seuils.plafond.numerateur, seuils.plafond.denominateur);
  const propre = seuils.subventionMax ?? null;
  const plafond = propre !== null && propre < part ? propre : part;
  return { coutEligible, part, propre, plafond, subvention, marge: centimes(plafond - subvention) };
}

/** « 70 % », « 66,67 % »: the regime's share of the eligible cost. */
export const ecrireTauxPlafond = ({ seuils: { plafond } }: Pick<Regime, "seuils">): string =>
  `${ecrireNombre(Number((plafond.numerateur * 10_000n) / plafond.denominateur) / 100)}\u00a0%`;

/** « 43,18 % »; over the ceiling by less than what two decimals show, « un peu plus de 70 % », never the ceiling itself. */
export function ecrireTauxDemande(
  taux: string,
  resultat: Pick<Resultat, "constats">,
  regime: Pick<Regime, "seuils">,
): string {
  const [ecrit, plafond] = [ecrireTaux(taux), ecrireTauxPlafond(regime)];
  return depassementPlafond(resultat) !== null && ecrit.replace(",00", "") === plafond
    ? `un peu plus de ${plafond}`
    : ecrit;
}
