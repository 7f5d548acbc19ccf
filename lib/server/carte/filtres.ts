import type { Base, Methode } from "@/lib/domain/carte/methodes";
import type { Voie } from "@/lib/domain/places";
import type { FiltresCarte } from "@/lib/schemas/carte-filtres";

export type Figure = {
  methode: Methode;
  base: Base;
  compte: Exclude<FiltresCarte["compte"], "">;
  voie: Voie | undefined;
};

/** The figure whose rows are asked for; null: a plain list. */
export const figureDemandee = ({ methode, base, compte, voie }: FiltresCarte): Figure | null =>
  methode === "" || base === "" || compte === "" ? null : { methode, base, compte, voie: voie || undefined };
