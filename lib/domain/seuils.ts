/** Limits of the call. A regime carries the ones that bind it, so that a new regime can change a value without touching a rule. */
import { type Centimes, centimes } from "./argent";

export type Seuils = {
  /** Share of the eligible cost that the subsidy may reach, as an exact fraction. */
  plafond: { numerateur: bigint; denominateur: bigint };
  /** Least subsidy; undefined: none. */
  subventionMin?: Centimes;
  /** Greatest subsidy; undefined: none. */
  subventionMax?: Centimes;
  dureeMaxMois: number;
  /** Months between the GO and the full file; undefined: no such limit. */
  delaiGoMois?: number;
  pagesMax?: number;
};

/** IGÉSR note 150 « au plus 70 % du coût du projet », December 2021. */
export const PLAFOND_SUBVENTION = { numerateur: 70n, denominateur: 100n } as const;
/** IGÉSR note 150 « avec un seuil minimum de 1 M€ de subvention », December 2021. */
export const SUBVENTION_MIN = centimes(1_000_000_00n);
/** IGÉSR note 150 « La subvention pour les diagnostics est plafonnée à 200 k€ », December 2021. */
export const SUBVENTION_MAX_DIAGNOSTIC = centimes(200_000_00n);
/** IGÉSR note 150 « la durée des projets est d’au plus 5 ans », December 2021. */
export const DUREE_MAX_MOIS = 60;
/** IGÉSR note 150 « et la durée à 6 mois », December 2021. */
export const DUREE_MAX_DIAGNOSTIC_MOIS = 6;
/** ◊ Public page on season 2, June 2023: to be confirmed. */
export const DELAI_GO_MOIS = 3;
/** ◊ Public page on season 2, June 2023: to be confirmed. */
export const PAGES_MAX = 15;
/**
 * Ours, not the call's: COH_COUT_PLACE, a mere advice, speaks up when a place costs more than this many times the median
 * of the comparable dossiers.
 */
export const FACTEUR_COUT_PLACE = 2n;
