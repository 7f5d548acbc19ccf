import type { Centimes } from "@/lib/domain/argent";
import { ecrireMontant } from "@/lib/domain/argent";
import { nomVerdictGlobal } from "@/lib/domain/ecriture";
import { nomEtat } from "@/lib/domain/etats";
import { nomRegion, REGIMES } from "@/lib/domain/nomenclatures";
import type { LigneDossier } from "@/lib/server/dossiers/lister-dossiers";
import { assemblerCsv, cellule } from "@/lib/server/tableau-csv";

/** The list of dossiers in a spreadsheet. */

const montant = (m: Centimes | null): string => (m === null ? "" : ecrireMontant(m).replace(".", ","));
/** Figures are ours, not typed: a minus sign stays a number. */
const nombre = (texte: string): string => texte;

const COLONNES: readonly [string, (l: LigneDossier) => string][] = [
  ["Acronyme", (l) => cellule(l.acronyme ?? "")],
  ["Titre", (l) => cellule(l.titre)],
  ["Chef de file", (l) => cellule(l.chefDeFile ?? "")],
  ["Région académique", (l) => cellule(l.regionAcademique === null ? "" : nomRegion(l.regionAcademique))],
  ["Régime", (l) => cellule(REGIMES.libelles[l.regime])],
  ["État", (l) => cellule(nomEtat(l.etat))],
  ["Version déposée", (l) => nombre(l.version === null ? "" : String(l.version))],
  ["Verdict", (l) => cellule(nomVerdictGlobal(l.verdict))],
  ["Points à traiter", (l) => nombre(String(l.aTraiter))],
  ["Coût total (€)", (l) => nombre(montant(l.coutTotal))],
  ["Subvention demandée (€)", (l) => nombre(montant(l.subvention))],
  ["Taux de subvention", (l) => nombre(l.taux?.replace(".", ",") ?? "")],
  ["Marge sous le plafond (€)", (l) => nombre(montant(l.marge))],
  ["Modifié le", (l) => l.modifieLe],
  ["Identifiant", (l) => l.id],
];

export const listeCsv = (lignes: readonly LigneDossier[]): string =>
  assemblerCsv([COLONNES.map(([nom]) => cellule(nom)), ...lignes.map((l) => COLONNES.map(([, ecrire]) => ecrire(l)))]);
