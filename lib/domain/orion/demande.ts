/** A demand as an Orion file tells it, read and checked: what lib/domain/orion/lire-demande.ts gives and the import writes. */
import type { Quadrant, Statut, TypeDemande } from "../carte/methodes";

/** Places are whole and ≥ 0; rates in hundredths of a per cent; money in cents; dates ISO (UTC instants). */
export type DemandeLue = {
  numero: string;
  uai: string;
  etablissement: string | null;
  commune: string | null;
  /** PU | PR */
  secteur: string | null;
  /** Code 01…18 of the row's CodeRegion (INSEE), else that of the UAI's département. */
  regionAcademique: string | null;
  academie: string | null;
  departement: string | null;
  cfd: string;
  formation: string | null;
  dispositif: string | null;
  /** As Orion writes it: « BAC PRO ». */
  diplome: string | null;
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
  scolaireActuelle: number;
  scolaireFuture: number;
  scolaireColoreeActuelle: number;
  scolaireColoreeFuture: number;
  apprentissageActuelle: number;
  apprentissageFuture: number;
  apprentissageColoreeActuelle: number;
  apprentissageColoreeFuture: number;
  quadrant: Quadrant | null;
  millesime: string | null;
  emploi: number | null;
  poursuite: number | null;
  devenir: number | null;
  pression: number | null;
  coutTravaux: string | null;
  coutEquipement: string | null;
  creeeLe: string | null;
  modifieeLe: string | null;
  /** Other known columns, by field. */
  autres: Record<string, string>;
};

/** Something said of a row: the header of the column as the file writes it, one French sentence, the value found. */
export type RemarqueLigne = { ligne: number; colonne: string; motif: string; valeur: string };

/** What the headers of a file turned out to be. `manquantes`: fields that a rate needs and no column gives. */
export type Colonnes = {
  reconnues: { entete: string; champ: string }[];
  inconnues: string[];
  manquantes: string[];
};
