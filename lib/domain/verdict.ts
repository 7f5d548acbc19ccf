/** What the eligibility engine answers: one finding per rule of the regime, then the whole. */
import type { Centimes } from "./argent";
import type { DateIso } from "./dates";
import type { CodeRegime } from "./nomenclatures";
import type { Champ } from "./sections";

export type Verdict = "conforme" | "non_conforme" | "indetermine";
export type Severite = "bloquante" | "a_justifier" | "conseil";
export type Groupe = "argent" | "projet" | "coherence";
export type VerdictGlobal = "eligible" | "non_eligible" | "indetermine";

/** A figure the rule used, typed so that each place writes it its own way. */
export type Valeur =
  | { type: "montant"; montant: Centimes }
  | { type: "date"; date: DateIso }
  | { type: "nombre"; nombre: number; unite?: string }
  | { type: "texte"; texte: string };

export type Figure = { libelle: string; valeur: Valeur };

/** Distance to the limit: positive inside, negative beyond. Cents, or a whole number of `unite`. */
export type Marge =
  | { type: "montant"; montant: Centimes }
  | { type: "nombre"; nombre: number; unite: "mois" | "jours" | "pages" };

export type SourceRegle = {
  /** e.g. « Rapport IGÉSR, chap. 4 § 1.2, note 150 » */
  reference: string;
  /** Exact words of the source, without the « ». */
  citation?: string;
  /** ◊ in domain/1: shown as « Source à confirmer », never blocks. */
  aConfirmer: boolean;
  /** Which document an administrator confirmed the rule with, in the set that binds the dossier. */
  confirmation?: Confirmation;
};

/** A rule of a published set, confirmed by a document that someone read. */
export type Confirmation = {
  readonly titre: string;
  /** Day written on the document. */
  readonly date: DateIso;
  /** Public address of the document. */
  readonly lien?: string;
  /** Identifier of the document kept by the service. */
  readonly document?: string;
  /** Day of publication. */
  readonly le: DateIso;
  /** In whose name it was confirmed. */
  readonly organisation: string;
  /** Who, on screen only: nothing that is frozen carries the name of an account. */
  readonly par?: string;
};

export type Constat = {
  code: string;
  /** The rule in a few words: « Subvention au plus égale à 70 % du coût éligible ». */
  titre: string;
  groupe: Groupe;
  severite: Severite;
  verdict: Verdict;
  /** What was found, one French sentence. */
  message: string;
  figures: Figure[];
  marge?: Marge;
  /** What would flip the verdict, one French sentence. Present unless `conforme`. */
  pourCorriger?: string;
  /** Fields to go to, the most useful first. */
  champs: Champ[];
  source: SourceRegle;
};

export type Resultat = {
  regime: CodeRegime;
  regimeNumero: number;
  verdict: VerdictGlobal;
  coutTotal: Centimes;
  coutEligible: Centimes;
  subvention: Centimes;
  /** Six decimals (`"0.431818"`), null when the eligible cost is 0. */
  taux: string | null;
  subventionMax: Centimes;
  /** Total cost − all financing, signed. */
  resteACofinancer: Centimes;
  constats: Constat[];
};

/** What only the portal knows; absent on the command line, where the rules that need it are `indetermine`. */
export type Contexte = {
  /** Places of this dossier also claimed by another live dossier: index in `transformations` and that dossier's name. */
  doublons: readonly { transformation: number; dossier: string }[];
  /** Median cost per created place of `nombre` other dossiers of the same filière; absent when they are too few to say. */
  coutMedianParPlace?: { montant: Centimes; nombre: number } | undefined;
  /** CFD of formations that need a plateau technique. */
  cfdAvecPlateau: ReadonlySet<string>;
};
