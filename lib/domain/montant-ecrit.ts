/**
 * An amount as a spreadsheet or a person writes it, in the grid's clipboard or in a text cell of the annexe: one reading for
 * both, each with its own sentences for what is refused.
 */
import { type Centimes, ecrireMontant, lireMontant } from "./argent";

export type MotifMontant =
  | "negatif"
  | "pourcentage"
  | "formule"
  | "erreur"
  | "decimales"
  | "trop_grand"
  | "date"
  | "ambigu"
  | "texte";

/** As the sections hold it; null: nothing is written. */
export type MontantEcrit = { montant: string | null } | { motif: MotifMontant };

/** Euros that the portal takes: twelve digits. */
const CHIFFRES_MAX = 12;
const ESPACES = /[\s\u00a0\u202f\u2009]/g;
const UNITE = /(?:€|EUR|euros?)$/i;
/** A spreadsheet writes nothing, or a dash, for nothing. */
const VIDES = new Set(["", "-", "–", "—"]);

/** French writing: comma for the cents, spaces (or dots, when beyond doubt) between thousands, €, EUR or euros after. */
export function lireMontantEcrit(texte: string): MontantEcrit {
  const compact = texte.replace(ESPACES, "").replace(UNITE, "");
  if (VIDES.has(compact)) return { montant: null };
  if (compact.startsWith("=") || compact.startsWith("@")) return { motif: "formule" };
  if (compact.startsWith("#")) return { motif: "erreur" };
  if (compact.endsWith("%")) return { motif: "pourcentage" };
  if (/^\d{1,2}\/\d{1,2}\/\d{2,4}$/.test(compact)) return { motif: "date" };
  const entreParentheses = compact.startsWith("(") && compact.endsWith(")");
  const negatif = entreParentheses || /^[-−–]/.test(compact) || compact.endsWith("-");
  const nu = (entreParentheses ? compact.slice(1, -1) : compact.replace(/^[+\-−–]/, "").replace(/-$/, "")).replace(
    UNITE,
    "",
  );
  const canonique = versPoint(nu);
  if (canonique === null) return { motif: estAmbigu(nu) ? "ambigu" : "texte" };
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

/** Digits with several separators that French does not write so: `1,234.56` elsewhere is 1234,56. */
const estAmbigu = (texte: string): boolean => /^\d[\d.,]*\d$/.test(texte) && texte.split(/[.,]/).length > 2;
