/**
 * The name of one field, of one row: what an edit, a comment, a history are about. `section/part/part…`, each part encoded
 * as in a URL; a row goes by its key, never by its rank, so that rows put in or taken out around it change nothing.
 * `identite/titre`, `budget/budget/c_1f3a/montant`, `partenaires/partenaires/gip` (the row itself).
 */
import type { CodeSection } from "../sections";

export type Adresse = string;

/** Longest address the portal accepts, in characters: a partner's key may hold sixty characters, three times longer encoded. */
export const ADRESSE_MAX = 600;

export const ecrireAdresse = (section: string, ...parts: readonly string[]): Adresse =>
  [section, ...parts].map(encodeURIComponent).join("/");

/** null: this text is no address. One field has one address: another way of encoding it would meet nobody's edits. */
export function lireAdresse(adresse: Adresse): { section: string; parts: string[] } | null {
  try {
    const [section, ...parts] = adresse.split("/").map(decodeURIComponent);
    if (section === undefined || parts.length === 0 || parts.includes("")) return null;
    return ecrireAdresse(section, ...parts) === adresse ? { section, parts } : null;
  } catch {
    // A lone « % ».
    return null;
  }
}

/** Codes of sections are written as they are: whatever text comes, this reads it without a fault. */
export const sectionDe = (adresse: Adresse): CodeSection => (adresse.split("/", 1)[0] ?? "") as CodeSection;

/** Whether `adresse` is that row or one of its fields. */
export const sousAdresse = (adresse: Adresse, ligne: Adresse): boolean =>
  adresse === ligne || adresse.startsWith(`${ligne}/`);
