/**
 * What the use cases of lib/server/carte/taux give the screens of the carte. Rates are fractions of six decimals as text, never
 * rounded again: a screen writes places over effectif (`ecrireRapport`). Places are whole; null always means unknown, never 0.
 */
import type { Base, Methode } from "@/lib/domain/carte/methodes";
import type { CodeEtat } from "@/lib/domain/etats";
import type { Voie } from "@/lib/domain/places";
import type { DemandeFiltres } from "./carte-filtres";

/** A région académique, one académie of it, or one établissement of it. */
export type TerritoireCarte = { regionAcademique: string; academie?: string | null; uai?: string | null };

/** `denominateur`: rentrée of the places occupied; the one before `rentree` unless said. */
export type OptionsTaux = { rentree: number; academie?: string; voie?: Voie; denominateur?: number };

/** `adresseDemandes(filtres)` shows the rows behind the figure, and no other row. */
export type Chiffre = { places: number; filtres: DemandeFiltres };

export type CelluleTaux =
  | {
      etat: "chiffre";
      ouvertes: Chiffre;
      fermees: Chiffre;
      colorees: Chiffre;
      transformees: Chiffre;
      /** Null: « Effectif inconnu ». */
      taux: string | null;
      /** Of the objective of 6 %, compared on places, not on the rounded rate. Null: unknown, or not reached by a constat still partial. */
      atteint: boolean | null;
      /** Places to transform still, for the objective; 0 once it is reached. */
      manque: number | null;
    }
  /** « Constat pas encore saisi » */
  | { etat: "constat_a_saisir" }
  /** `igesr` for one voie: it sets both against each other. */
  | { etat: "sans_objet" };

export type LigneMethode = {
  methode: Methode;
  nom: string;
  resume: string;
  /** The method of the published rate of this rentrée. */
  enVigueur: boolean;
  cellules: Record<Base, CelluleTaux>;
};

/** « 1 227 fermées sur 2 918 »: null where the base is unknown or nothing was transformed. */
export type Part = {
  part: string;
  numerateur: Chiffre;
  /** Figures that the denominator adds up, each with its own rows: ouvertes and fermées, or transformées. */
  termes: Chiffre[];
  total: number;
};

/** Académies of the territory, and the names of those that the constat says nothing of. */
export type CouvertureConstat = { attendues: number; manquantes: string[] };

export type EvolutionOffre = {
  /** By `igesr`. */
  transformees: Chiffre;
  /** Places of renovated diplomas, not already counted. Null: the constat of the rentrée before is not whole. */
  renovees: number | null;
  constat: CouvertureConstat & { rentree: number };
  /** Largest first. Several diplomas may become one, and one several: they are then one line. */
  formations: {
    places: number;
    remplacees: { cfd: string; libelle: string }[];
    nouvelles: { cfd: string; libelle: string; ouverture: string }[];
  }[];
  taux: string | null;
};

/** One bar of « Pourquoi ils diffèrent ». */
export type EtapePont =
  | { genre: "total"; methode: Methode; libelle: string; places: Chiffre; taux: string | null }
  /** Places ≥ 0, added or taken back. */
  | {
      genre: "ajout" | "retrait";
      libelle: string;
      places: Chiffre;
      /** Before and after, for the picture. */
      depuis: number;
      jusqua: number;
      explication: string;
    };
export type Pont = {
  base: Base;
  etapes: EtapePont[];
  /** Places of the objective of 6 %; null: effectif unknown. */
  objectif: number | null;
  /** One sentence for each pair of methods, in the order of publication. */
  ecarts: { de: Methode; vers: Methode; phrase: string; etapes: { libelle: string; places: Chiffre }[] }[];
};

export type EffectifReference = {
  effectif: number;
  rentree: number;
  source: string;
  depuis: "constat" | "saisie";
};

export type TauxTerritoire = {
  territoire: TerritoireCarte;
  rentree: number;
  voie: Voie | null;
  /** Null: « Effectif inconnu ». `denominateur` says of which rentrée. */
  effectif: EffectifReference | null;
  /** Of the constat at the denominator's rentrée: a région has one once all its académies have. */
  couverture: CouvertureConstat;
  denominateur: number;
  /** Said beside the rate: how the denominator was chosen, and the report's own contradiction when it is not the default. */
  noteDenominateur: string;
  /** Demands of each base; « valide » less « constate » have no constat yet. */
  demandes: Record<Base, number>;
  constat: { attendus: number; saisis: number; manquants: number; phrase: string };
  methodes: LigneMethode[];
  /** On orion-2025, as the report's second graph. */
  ratioFermetures: Record<Base, Part | null>;
  partColorations: Record<Base, Part | null>;
  /** Null: for one voie, or no constat in that base. */
  evolution: Record<Base, EvolutionOffre | null>;
  ponts: Record<Base, Pont | null>;
  /** The callout: what is said first in bold, then the rest. */
  annonce: { atteint: boolean | null; debut: string; suite: string };
};

/** What a set of demands brings to the rate. */
export type Apport = {
  demandes: number;
  /** Places transformed by the method; null: no constat of any of its validated demands. `filtres` null: no list shows them. */
  places: Record<Base, { places: number; filtres: DemandeFiltres | null } | null>;
  /** Validated demands without a constat. */
  sansConstat: number;
};
/** A funded project that this person may read. */
export type Contribution = Apport & { dossierId: string; nom: string; etat: CodeEtat };
export type Contributions = {
  /** That the parts divide by; null: unknown. */
  effectif: number | null;
  methode: Methode;
  /** Base of `part`. */
  base: Base;
  /** Largest first. */
  projets: Contribution[];
  /** Projects that this person may not read, together: how many, and what they bring. */
  autres: (Apport & { projets: number }) | null;
  /** Each demand once, even claimed by two projects. */
  total: Apport;
  /** Places of the territory on that base, that the parts are of; null: constat unknown. */
  placesTerritoire: number | null;
  /** Demands claimed by several funded projects. */
  revendiquees: { numero: string; projets: number }[];
};

export type PlaceManquante = {
  numero: string;
  uai: string;
  etablissement: string | null;
  cfd: string;
  formation: string | null;
  diplome: string | null;
  promises: number;
  ouvertes: number;
  manquantes: number;
  /** Coloured places promised and not seen, which are not all among the places missing. */
  coloreesManquantes: number;
  /** Code of lib/domain/carte/motifs-ecart.ts. */
  motif: string | null;
  precision: string | null;
  /** ISO instant: someone asked for the reason. */
  motifDemandeLe: string | null;
  /** Confirmed projects that this person may read. */
  projets: { dossierId: string; nom: string }[];
  /** Other projects, that this person may not read. */
  autresProjets: number;
};
export type PlacesManquantes = {
  total: Chiffre;
  colorees: Chiffre;
  /** Demands, and distinct formation × établissement. */
  demandes: number;
  formations: number;
  lignes: PlaceManquante[];
  /** Not in `lignes`, for « Voir les 17 autres formations (115 places) ». */
  autres: { demandes: number; places: number };
  /** Validated demands without a constat: their places are unknown, not missing. */
  sansConstat: number;
};

/** One région in the national list. */
export type TauxRegion = {
  regionAcademique: string;
  nom: string;
  effectif: EffectifReference | null;
  couverture: CouvertureConstat;
  places: Record<Base, number | null>;
  taux: Record<Base, string | null>;
  demandes: number;
  /** Validated demands, and those with a constat. */
  constat: { attendus: number; saisis: number };
};
