/** Where a partner's commitment letter stands, against today's co-financing lines (rules COFI_ENGAGE and COH_LETTRES). */
import type { Centimes } from "./argent";
import type { DateIso } from "./dates";
import type { Financement, Partenaire } from "./dossier";
import { estCofinancement, type Total, totaliser } from "./faits";

export type EtatLettre =
  /** Brings no co-financing and has signed nothing. */
  | { type: "sans_objet" }
  | { type: "a_generer"; auPlan: Centimes }
  | { type: "signee"; le: DateIso }
  | { type: "perimee"; le: DateIso; signe: Centimes; auPlan: Centimes };

/** What a partner brings in today's plan; an amount not typed yet leaves the upper bound open. */
export const apportAuPlan = (financements: readonly Financement[], partenaire: string): Total =>
  totaliser(financements, (f) => (f.partenaire === partenaire ? estCofinancement(f) : "non"));

/** Stale only when it is sure: a line still without amount may yet bring the plan to the signed amount. */
export function etatLettre({ lettre }: Pick<Partenaire, "lettre">, apport: Total): EtatLettre {
  if (lettre?.signeeLe === undefined)
    return apport.min === 0n && apport.max !== null && lettre?.montant === undefined
      ? { type: "sans_objet" }
      : { type: "a_generer", auPlan: apport.min };
  const { montant: signe, signeeLe: le } = lettre;
  const differe = signe !== undefined && (apport.min > signe || (apport.max !== null && apport.max < signe));
  return differe ? { type: "perimee", le, signe, auPlan: apport.min } : { type: "signee", le };
}
