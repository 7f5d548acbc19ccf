/**
 * What the rules read: one dossier, whatever it came from (file, form, database).
 * Same shape and names as `rigel-dossier/1`; amounts are cents, an absent input is `undefined`.
 */
import type { Centimes } from "./argent";
import type { DateIso } from "./dates";
import type {
  Categorie,
  CodeFiliere,
  CodePublic,
  CodeRegime,
  CodeRegionAcademique,
  Nature,
  NatureFinancement,
  Poste,
  Source,
  TypeIndicateur,
  TypePiece,
  TypeTransformation,
} from "./nomenclatures";

export type Lettre = { montant?: Centimes; signeeLe?: DateIso };

export type Partenaire = {
  id?: string;
  nom?: string;
  nature?: Nature;
  categorie?: Categorie;
  chefDeFile: boolean;
  siret?: string;
  uai?: string;
  lettre?: Lettre;
  aideEtat?: string;
};

export type LigneBudget = {
  partenaire?: string;
  poste?: Poste;
  annee?: number;
  montant?: Centimes;
  /** undefined: not marked, so decided by the post. */
  eligible?: boolean;
  libelle?: string;
};

export type Financement = {
  source?: Source;
  partenaire?: string;
  montant?: Centimes;
  nature?: NatureFinancement;
  engage: boolean;
};

/** [current, future] places. */
export type Capacite = readonly [number, number];

export type Transformation = {
  uai?: string;
  cfd?: string;
  dispositif?: string;
  niveau?: number;
  numeroDemande?: string;
  libelleColoration?: string;
  rentree?: number;
  type?: TypeTransformation;
  scolaire?: Capacite;
  scolaireColoree?: Capacite;
  apprentissage?: Capacite;
  apprentissageColoree?: Capacite;
};

export type Indicateur = {
  nom?: string;
  type?: TypeIndicateur;
  reference?: number;
  /** Target per civil year, keyed by the year in four digits. */
  cibles: Readonly<Record<string, number>>;
  source?: string;
};

export type Dossier = {
  titre: string;
  acronyme?: string;
  regime: CodeRegime;
  regionAcademique?: CodeRegionAcademique;
  filieres: readonly CodeFiliere[];
  volets: readonly number[];
  objectifsFrance2030: readonly number[];
  debut?: DateIso;
  dureeMois?: number;
  lettreIntention?: { deposeeLe?: DateIso; avis?: "go" | "no_go"; avisLe?: DateIso };
  dateDepot?: DateIso;
  partenaires: readonly Partenaire[];
  budget: readonly LigneBudget[];
  financements: readonly Financement[];
  repartition: readonly { partenaire?: string; subvention?: Centimes }[];
  transformations: readonly Transformation[];
  campus: readonly { nom?: string; excellence?: boolean }[];
  indicateurs: readonly Indicateur[];
  plateauxTechniques: readonly { hote?: string; libelle?: string; usagers: readonly string[]; acces?: string }[];
  pieces: readonly { type?: TypePiece; date?: DateIso }[];
  diagnostic?: { texte?: string; date?: DateIso; source?: string };
  besoins?: string;
  apprenants?: string;
  projetEconomique?: string;
  complementarite?: { financementsAnterieurs?: boolean; texte?: string };
  egalite?: string;
  publics: readonly { public?: CodePublic; niveau?: number; annee?: number; prevu?: number }[];
  alignement: readonly { reference?: string; objectif?: string; justification?: string; page?: string }[];
  justifications: Readonly<Record<string, string>>;
  pagesPresentation?: number;
};
