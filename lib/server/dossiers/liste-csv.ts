import type { Centimes } from "@/lib/domain/argent";
import { ecrireMontant } from "@/lib/domain/argent";
import { nomVerdictGlobal } from "@/lib/domain/ecriture";
import { nomEtat } from "@/lib/domain/etats";
import { nomRegion, REGIMES } from "@/lib/domain/nomenclatures";
import type { LigneDossier } from "@/lib/server/dossiers/lister-dossiers";

/** The list as a spreadsheet opens it in French: semicolons, decimal comma, byte order mark. */

const BOM = "\uFEFF";

/** A cell that a spreadsheet would compute is kept as text: `=HYPERLINK(…)` typed as a title must not run on a desk. */
function cellule(valeur: string): string {
  const sure = /^\s*[=+\-@\t\r]/.test(valeur) ? `'${valeur}` : valeur;
  return /[";\r\n]/.test(sure) ? `"${sure.replaceAll('"', '""')}"` : sure;
}

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
  BOM +
  [COLONNES.map(([nom]) => cellule(nom)), ...lignes.map((l) => COLONNES.map(([, ecrire]) => ecrire(l)))]
    .map((cellules) => `${cellules.join(";")}\r\n`)
    .join("");
