/** Whether the subsidy is over its ceiling, as the rules found it: a known lower bound alone is no proof. */
import { type Centimes, centimes } from "./argent";
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
  /** Beyond the ceiling of what is classed so far: a line to complete may change it. */
  | { type: "inconnue" };

export function margePlafond(r: Resultat): MargePlafond {
  const exces = depassementPlafond(r);
  if (exces !== null) return { type: "depassement", montant: exces };
  const montant = centimes(r.subventionMax - r.subvention);
  return montant >= 0n ? { type: "marge", montant } : { type: "inconnue" };
}
