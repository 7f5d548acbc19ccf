/** One row of a constat de rentrée, as the statistical service publishes it: pupils of a MEFSTAT11 in an établissement. */

import { defautUai } from "../identifiants";
import { plierColle } from "../plier";

export const COLONNES_CONSTAT = {
  rentree: ["Rentrée scolaire", "Rentrée", "Rentree"],
  uai: ["UAI", "Numéro d’établissement", "Numero uai"],
  mefstat11: ["Mef Bcp 11", "MEFSTAT11", "MEF STAT 11", "Mefstat 11"],
  eleves: ["Nombre d’élèves : Total", "Nombre d’élèves", "Effectif", "Effectif total"],
} as const;
export type ColonneConstat = keyof typeof COLONNES_CONSTAT;
export const CHAMPS_EFFECTIF = Object.keys(COLONNES_CONSTAT) as ColonneConstat[];

const PAR_NOM = new Map(
  CHAMPS_EFFECTIF.flatMap((champ) => COLONNES_CONSTAT[champ].map((nom) => [plierColle(nom), champ])),
);

export const colonneConstat = (entete: string): ColonneConstat | null => PAR_NOM.get(plierColle(entete)) ?? null;

export type EffectifLu = { rentree: number; uai: string; mefstat11: string; eleves: number };
export type LectureEffectif =
  | { ok: true; effectif: EffectifLu }
  | { ok: false; fautes: { champ: ColonneConstat; motif: string }[] };

const entier = (texte: string): number | null => (/^\d{1,7}([.,]0+)?$/.test(texte) ? Number.parseInt(texte, 10) : null);

export function lireEffectif(lu: Readonly<Record<ColonneConstat, string>>): LectureEffectif {
  const fautes: { champ: ColonneConstat; motif: string }[] = [];
  const rentree = entier(lu.rentree);
  if (rentree === null || rentree < 2000 || rentree > 2100)
    fautes.push({ champ: "rentree", motif: "La rentrée est une année à quatre chiffres, par exemple 2024." });
  const uai = lu.uai.toUpperCase();
  const defaut = defautUai(uai);
  if (defaut !== null) fautes.push({ champ: "uai", motif: defaut });
  const mefstat11 = lu.mefstat11.toUpperCase();
  if (!/^[0-9A-Z]{11}$/.test(mefstat11))
    fautes.push({ champ: "mefstat11", motif: "Un MEFSTAT11 compte 11 caractères, chiffres ou capitales." });
  const eleves = entier(lu.eleves);
  if (eleves === null) fautes.push({ champ: "eleves", motif: "Écrivez un nombre entier d’élèves." });
  if (fautes.length > 0 || rentree === null || eleves === null) return { ok: false, fautes };
  return { ok: true, effectif: { rentree, uai, mefstat11, eleves } };
}
