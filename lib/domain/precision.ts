/** How far a figure is known: while a line misses its amount, its post or its source, what is added up is only a bound. */
import { type Centimes, centimes } from "./argent";
import type { Dossier } from "./dossier";
import { ecrireEuros } from "./ecriture";
import { certain, estEligible, estSubvention, totaliser } from "./faits";
import { margePlafond, plafondMesurable } from "./plafond";
import type { Resultat } from "./verdict";

export type Precision = "exacte" | "au_moins" | "au_plus" | "inconnue";
export type MontantPrecis = { montant: Centimes; precision: Precision };

export const precisionSi = (sure: boolean): Precision => (sure ? "exacte" : "au_moins");

export function ecrireMontantPrecis({ montant, precision }: MontantPrecis, ecrire = ecrireEuros): string {
  if (precision === "inconnue") return "À préciser";
  const texte = ecrire(montant);
  return precision === "exacte" ? texte : `${precision === "au_moins" ? "au moins" : "au plus"} ${texte}`;
}

export type PlafondPrecis = {
  /** Every figure around the ceiling is known to the cent: a gauge tells the truth. */
  mesurable: boolean;
  subventionMax: MontantPrecis;
  /** Ceiling minus subsidy, signed; over the ceiling for sure, at most so much. */
  marge: MontantPrecis;
};

export function plafondPrecis(dossier: Pick<Dossier, "budget" | "financements">, resultat: Resultat): PlafondPrecis {
  const coutConnu = certain(totaliser(dossier.budget, estEligible));
  const mesurable = coutConnu && certain(totaliser(dossier.financements, estSubvention)) && plafondMesurable(resultat);
  const lue = margePlafond(resultat);
  const marge: MontantPrecis =
    lue.type === "depassement"
      ? { montant: centimes(-lue.montant), precision: mesurable ? "exacte" : "au_plus" }
      : lue.type === "marge" && mesurable
        ? { montant: lue.montant, precision: "exacte" }
        : { montant: centimes(0n), precision: "inconnue" };
  return {
    mesurable,
    subventionMax: { montant: resultat.subventionMax, precision: precisionSi(coutConnu) },
    marge,
  };
}
