/** What the drawing « Qui paie quoi » and its table show: segments of the plan with their names. */
import type { Centimes } from "@/lib/domain/argent";

export type Part = {
  cle: string;
  /** In the bar: the origin alone. */
  court: string;
  /** In the legend and the table: who, and as what. */
  long: string;
  montant: bigint;
  debut: number;
  largeur: number;
  ton: "eligible" | "hors" | "classer" | "subvention" | "apport1" | "apport2" | "apport3";
};

export type VuePlan = {
  depenses: Part[];
  ressources: Part[];
  totalDepenses: Centimes;
  totalRessources: Centimes;
  plafond: number | null;
  marge: Centimes;
  subventionMax: Centimes;
};
