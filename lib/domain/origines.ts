/** Where the money of a plan comes from: the nine source codes of the exchange format, in four origins. The one place that says which. */
import type { Source } from "./nomenclatures";

export const ORIGINES = {
  public: "Public",
  prive: "Privé",
  europeen: "Européen",
  propre: "Autofinancement",
} as const;
export type Origine = keyof typeof ORIGINES;
export const CODES_ORIGINE = Object.keys(ORIGINES) as readonly Origine[];

const ORIGINE_DES_SOURCES: Readonly<Record<Source, Origine>> = {
  france2030: "public",
  region: "public",
  collectivite: "public",
  autre_public: "public",
  entreprise: "prive",
  branche: "prive",
  autre_prive: "prive",
  union_europeenne: "europeen",
  autofinancement: "propre",
};

export const origineDe = (source: Source): Origine => ORIGINE_DES_SOURCES[source];

/** The sources of each origin, in the order that they are drawn and listed. */
export const SOURCES_PAR_ORIGINE = Object.entries(ORIGINE_DES_SOURCES) as readonly [Source, Origine][];
