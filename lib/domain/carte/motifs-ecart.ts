/** Why the places open at a rentrée are not those planned. Codes are stored: one is never given another meaning. */
import { plier } from "../plier";

export const MOTIFS_ECART = {
  ouverture_reportee: "Ouverture reportée",
  ouverture_abandonnee: "Ouverture abandonnée",
  poste_non_pourvu: "Poste non pourvu",
  equipement_en_retard: "Équipement livré en retard",
  travaux_en_cours: "Travaux en cours",
  pas_de_contrat: "Pas de contrat signé",
  places_vacantes: "Places vacantes",
  agrement_attendu: "Agrément ou habilitation attendu",
  fermeture_reportee: "Fermeture reportée",
  places_ajoutees: "Places ajoutées à la rentrée",
  autre: "Autre motif",
} as const;
export type MotifEcart = keyof typeof MOTIFS_ECART;
export const CODES_MOTIF_ECART = Object.keys(MOTIFS_ECART) as [MotifEcart, ...MotifEcart[]];

export const estMotifEcart = (code: string): code is MotifEcart => code in MOTIFS_ECART;

/** What is shown; a code that this version does not know stays as it is. */
export const nomMotifEcart = (code: string): string => (estMotifEcart(code) ? MOTIFS_ECART[code] : code);

const PAR_NOM = new Map(
  CODES_MOTIF_ECART.flatMap((code) => [code, MOTIFS_ECART[code]].map((nom) => [plier(nom), code])),
);

/** The code that a cell of a spreadsheet names, by its code or its words, accents and capitals left aside; null: none. */
export const motifEcrit = (texte: string): MotifEcart | null => PAR_NOM.get(plier(texte)) ?? null;
