/** An amount as a spreadsheet or a person writes it, read for the grid; why not, when it cannot be. */
import { type Centimes, ecrireMontant, lireMontant } from "../argent";

export type MotifRefus =
  | "negatif"
  | "pourcentage"
  | "formule"
  | "erreur"
  | "decimales"
  | "trop_grand"
  | "date"
  | "texte"
  | "hors_grille"
  | "annee_inconnue"
  | "poste_inconnu"
  | "partenaire_inconnu";

export type MontantColle = { montant: string | null } | { motif: MotifRefus };

/** Euros that the portal takes: twelve digits. */
const CHIFFRES_MAX = 12;
const ESPACES = /[\s\u00a0\u202f\u2009]/g;
/** A spreadsheet writes nothing, or a dash, for nothing. */
const VIDES = new Set(["", "-", "–", "—"]);

/** French writing: comma for the cents, spaces (or dots, when a comma follows) between thousands, € or EUR after. */
export function lireMontantColle(texte: string): MontantColle {
  const net = texte.trim();
  const compact = net.replace(ESPACES, "").replace(/(?:€|EUR)$/i, "");
  if (VIDES.has(compact)) return { montant: null };
  if (compact.startsWith("=") || compact.startsWith("@")) return { motif: "formule" };
  if (compact.startsWith("#")) return { motif: "erreur" };
  if (compact.endsWith("%")) return { motif: "pourcentage" };
  if (/^\d{1,2}\/\d{1,2}\/\d{2,4}$/.test(compact)) return { motif: "date" };
  const negatif = /^\(.*\)$/.test(compact) || /^[-−–]/.test(compact) || compact.endsWith("-");
  const nu = compact
    .replace(/^[(+\-−–]/, "")
    .replace(/[)-]$/, "")
    .replace(/(?:€|EUR)$/i, "");
  const canonique = versPoint(nu);
  if (canonique === null) return { motif: "texte" };
  if (negatif) return { motif: "negatif" };
  const [euros = "", decimales = ""] = canonique.split(".");
  if (decimales.length > 2) return { motif: "decimales" };
  if (euros.replace(/^0+(?=\d)/, "").length > CHIFFRES_MAX) return { motif: "trop_grand" };
  return { montant: ecrireMontant(lireMontant(canonique) as Centimes) };
}

/** `1.234.567,5` or `1234567,5` or `1234567.5` → `1234567.5`; null: no number. */
function versPoint(texte: string): string | null {
  if (/^\d{1,30}(?:[.,]\d{1,30})?$/.test(texte)) return texte.replace(",", ".");
  const parties = texte.split(",");
  const [milliers = "", decimales] = parties;
  if (parties.length > 2 || (decimales !== undefined && !/^\d{1,30}$/.test(decimales))) return null;
  // Dots between thousands are beyond doubt once there are two of them, or cents after a comma.
  const groupes = milliers.split(".");
  if (groupes.length < 2 || !/^\d{1,3}$/.test(groupes[0] as string)) return null;
  if (!groupes.slice(1).every((g) => /^\d{3}$/.test(g))) return null;
  return decimales === undefined ? groupes.join("") : `${groupes.join("")}.${decimales}`;
}

/** `9500000.00` → `9500000,00`: what a French spreadsheet reads as a figure. Text that is no amount stays as it is. */
export const ecrireMontantCopie = (montant: string | null): string => {
  if (montant === null) return "";
  const lu = lireMontant(montant);
  return lu === undefined ? montant : ecrireMontant(lu).replace(".", ",");
};
