import type { Rangee } from "@/lib/domain/budget";
import { POSTES } from "@/lib/domain/nomenclatures";

export const SANS_PARTENAIRE = "Partenaire à préciser";
export const SANS_ANNEE = "Sans année";

export const nomPoste = (rangee: Pick<Rangee, "poste">): string =>
  rangee.poste === null ? "Poste à préciser" : POSTES.libelles[rangee.poste];

/** What the row is called where its block does not say the rest: « Lycée, Équipement, tranche 1 ». */
export const nomRangee = (rangee: Pick<Rangee, "poste" | "libelle">, partenaire?: string): string =>
  [partenaire, nomPoste(rangee), rangee.libelle].filter(Boolean).join(", ");

export const nomAnnee = (annee: number | null): string => (annee === null ? SANS_ANNEE : String(annee));

/** Said only when it departs from what the post decides. */
export function nomMarque({ eligible }: Pick<Rangee, "eligible">): string | null {
  if (eligible === null) return null;
  return eligible ? "marquée éligible" : "marquée non éligible";
}
