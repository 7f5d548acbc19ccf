/** Rigel's own table of places: the headers that the export writes and that the import and the paste read back. */
import { plier } from "../plier";
import type { ChampLigne } from "./saisie-constat";

export const COLONNES_PLACES = {
  numero: "N° demande",
  rentree: "Rentrée du constat",
  uai: "UAI",
  etablissement: "Établissement",
  cfd: "CFD",
  formation: "Formation",
  type: "Type de demande",
  statut: "Statut",
  prevuScolaire: "Places prévues en voie scolaire",
  prevuScolaireColoree: "Places colorées prévues en voie scolaire",
  prevuApprentissage: "Places prévues en apprentissage",
  prevuApprentissageColoree: "Places colorées prévues en apprentissage",
  scolaire: "Places ouvertes en voie scolaire",
  scolaireColoree: "Places colorées ouvertes en voie scolaire",
  apprentissage: "Places ouvertes en apprentissage",
  apprentissageColoree: "Places colorées ouvertes en apprentissage",
  motif: "Motif de l’écart",
  precision: "Précision du motif",
} as const;
export type ColonnePlaces = keyof typeof COLONNES_PLACES;

const PAR_NOM = new Map(
  (Object.entries(COLONNES_PLACES) as [ColonnePlaces, string][]).map(([champ, nom]) => [plier(nom), champ]),
);

/** The column that a header names, accents, apostrophes and capitals left aside; null: none of ours. */
export const colonnePlaces = (entete: string): ColonnePlaces | null => PAR_NOM.get(plier(entete)) ?? null;

/** Columns that a row of the constat takes, beside its number and its rentrée. */
export const A_REMPLIR = [
  "scolaire",
  "scolaireColoree",
  "apprentissage",
  "apprentissageColoree",
  "motif",
  "precision",
] as const satisfies readonly ColonnePlaces[] & readonly ChampLigne[];
