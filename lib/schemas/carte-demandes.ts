/** What the pages of the demands of the carte show, as lib/server/carte reads it. */

import type { Decompte } from "@/lib/domain/carte/mesures";
import type { Base, Methode, Quadrant, Statut, TypeDemande } from "@/lib/domain/carte/methodes";
import type { Occupees } from "@/lib/domain/carte/occupees";
import type { PlacesDemande, PlacesObservees } from "@/lib/domain/carte/places-demande";
import type { Position } from "@/lib/domain/carte/quadrant";

export type ConstatListe = PlacesObservees & { rentree: number; motif: string | null; precision: string | null };

export type LigneDemandes = PlacesDemande & {
  numero: string;
  uai: string;
  etablissement: string | null;
  commune: string | null;
  regionAcademique: string | null;
  cfd: string;
  formation: string | null;
  diplome: string | null;
  rentree: number;
  type: TypeDemande;
  statut: Statut;
  coloration: string | null;
  quadrant: Quadrant | null;
  /** What the figure asked for counts in this row; null: no figure is. */
  places: number | null;
  /** Seen at its own rentrée, when the figure asked for reads it; null: none is, or it reads the places planned. */
  constat: ConstatListe | null;
  /** Confirmed, and that this person may read. */
  dossiers: { id: string; nom: string }[];
};

export type TotauxDemandes = {
  demandes: number;
  /** Total of the figure asked for, equal to the figure; null: none is. */
  places: number | null;
  /** Both voies. */
  actuelles: number;
  futures: number;
  /** Seen open, both voies; null: the figure asked for does not read the constat. */
  constatees: number | null;
};

/** By the rates imported in Rigel. */
export type PositionsCarte = {
  millesime: string;
  devenir: number | null;
  regionale: Position | null;
  nationale: Position | null;
};

/** Rates as published, in hundredths of a per cent. */
type Publies = { emploi: number | null; poursuite: number | null; devenir: number | null; pression: number | null };

export type ConstatLu = PlacesObservees & {
  rentree: number;
  motif: string | null;
  precision: string | null;
  /** saisie | import */
  source: string;
  /** ISO day in Paris. */
  le: string;
};

/** The observed side at one rentrée, its two figures apart; `constat` null: not entered. */
export type RentreeObservee = { rentree: number; constat: ConstatLu | null; occupees: Occupees };

export type ChangementLu = {
  id: string;
  /** ISO day and « 14:05 », in Paris. */
  le: string;
  heure: string;
  /** Whose import this person may open; null: not theirs. */
  import: { id: string; fichier: string } | null;
  statutAvant: string | null;
  statutApres: string;
  /** Without the status. */
  champs: { champ: string; avant: string; apres: string }[];
};

export type DemandeCarte = PlacesDemande &
  Publies & {
    numero: string;
    uai: string;
    etablissement: string | null;
    commune: string | null;
    secteur: string | null;
    regionAcademique: string | null;
    academie: string | null;
    departement: string | null;
    cfd: string;
    formation: string | null;
    dispositif: string | null;
    diplome: string | null;
    niveau: number | null;
    nsf: string | null;
    rentree: number;
    type: TypeDemande;
    statut: Statut;
    motifs: string[];
    coloration: string | null;
    filiereCmq: string | null;
    nomCmq: string | null;
    amiCma: boolean | null;
    amiCmaValide: boolean | null;
    amiCmaEnCours: boolean | null;
    amiCmaAnnee: string | null;
    quadrant: Quadrant | null;
    millesime: string | null;
    /** Cents. */
    coutTravaux: bigint | null;
    coutEquipement: bigint | null;
    /** ISO days in Paris; null: the file does not say. */
    creeeLe: string | null;
    modifieeLe: string | null;
    /** Day of the last import that wrote it. */
    importeeLe: string;
    autres: { champ: string; valeur: string }[];
    /** Bases that count it. Empty: out of every rate. */
    bases: Base[];
    methodes: { methode: Methode; prevu: Decompte; constate: Decompte | null }[];
    observees: RentreeObservee[];
    changements: ChangementLu[];
    dossiers: { dossierId: string | null; nom: string; le: string | null }[];
    /** By the rates imported in Rigel; null: none for this formation in this région. */
    positions: PositionsCarte | null;
    /** Live dossiers that it is tied to; `dossierId` null: one this person may not read. */
    /** This person may enter what was really opened. */
    saisirConstat: boolean;
  };

/** Places transformed at a rentrée; null: no constat yet. */
export type RentreeSynthese = {
  rentree: number;
  demandes: number;
  igesr: Record<Base, number | null>;
  /** By orion-2025. */
  orion: Record<Base, number | null>;
};

export type EtablissementCarte = {
  uai: string;
  nom: string | null;
  commune: string | null;
  regionAcademique: string | null;
  /** ISO day, by the annuaire; null: open, or unknown to it. */
  fermeLe: string | null;
  /** The annuaire has it. */
  connu: boolean;
  rentrees: RentreeSynthese[];
  /** First-year pupils of the constats de rentrée, all courses. */
  effectifs: { rentree: number; eleves: number }[];
  saisirConstat: boolean;
};

export type FormationCarte = {
  cfd: string;
  libelle: string;
  diplome: string | null;
  niveau: number | null;
  /** ISO days; null: not told by the nomenclature. */
  ouverture: string | null;
  fermeture: string | null;
  /** The nomenclature has it. */
  connue: boolean;
  remplace: { cfd: string; libelle: string }[];
  remplaceePar: { cfd: string; libelle: string }[];
  /** With a demand that this person reads. */
  etablissements: number;
  rentrees: RentreeSynthese[];
  /** First-year pupils of the constats de rentrée, in the établissements that this person reads. */
  effectifs: { rentree: number; eleves: number }[];
  positions: (PositionsCarte & { region: string })[];
};
