/** The receipt that an operator gives for a filed dossier. */
import { ecrireDate } from "./ecriture";

export const OPERATEURS = {
  codes: ["anr", "banque_des_territoires", "autre"],
  libelles: {
    anr: "Agence nationale de la recherche (ANR)",
    banque_des_territoires: "Banque des territoires",
    autre: "Autre opérateur",
  },
} as const;
export type Operateur = (typeof OPERATEURS.codes)[number];

const A: Record<Operateur, string> = {
  anr: "à l’ANR",
  banque_des_territoires: "à la Banque des territoires",
  autre: "à l’opérateur",
};

export const NUMERO_MAX = 120;
/** Of one version, those taken back included: each may keep a file for ever. */
export const RECEPISSES_MAX = 10;
export const MOTIF_RETRAIT_MAX = 500;
export const FORMATS_RECEPISSE = ["application/pdf", "image/png", "image/jpeg"] as const;

/** « Remis à l’ANR le 15 mars 2024, n° 24-CMAQ-0012 » */
export const ecrireRecepisse = (r: { operateur: Operateur; deposeLe: string; numero: string }): string =>
  `Remis ${A[r.operateur]} le ${ecrireDate(r.deposeLe)}, n°\u00a0${r.numero}`;

/** What is wrong with the day of a receipt; null: nothing. ISO days, in Paris. */
export function refusDateRecepisse(date: string, jours: { depot: string; aujourdhui: string }): string | null {
  if (date > jours.aujourdhui) return "Cette date est à venir : indiquez celle qui est écrite sur le récépissé.";
  if (date < jours.depot)
    return `Cette date précède le dépôt de la version, le ${ecrireDate(jours.depot)} : vérifiez-la, ou choisissez une autre version.`;
  return null;
}
