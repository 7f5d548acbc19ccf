/**
 * What a person types, brought to the exchange format's writing: « 9 500 000,5 € » → `9500000.5`. Apart from the schemas
 * (saisie.ts), so that a field can write an amount without carrying zod into the browser.
 */
import { MOTIF_MONTANT } from "@/lib/domain/argent";
import { lireMontantEcrit } from "@/lib/domain/montant-ecrit";

export const ESPACES = /[\s\u00a0\u202f\u2009]/g;

/** Empty text means « not known yet ». */
export const videEnNull = (valeur: unknown) => (typeof valeur === "string" && valeur.trim() === "" ? null : valeur);

/** « 9 500 000,00 € » → `9500000.00`; anything not understood comes back unchanged, for the schema to refuse. */
export function normaliserMontant(valeur: unknown): unknown {
  if (typeof valeur !== "string") return valeur ?? null;
  const compact = valeur.replace(ESPACES, "").replace(/€$/, "").replace(",", ".");
  if (compact === "") return null;
  if (MOTIF_MONTANT.test(compact)) return compact;
  // Dots between thousands, « EUR », « euros »: what a paste accepts, typing does too.
  const ecrit = lireMontantEcrit(valeur);
  return "montant" in ecrit && ecrit.montant !== null ? ecrit.montant : valeur;
}

/** « 1/9/2024 » or « 01/09/2024 » → `2024-09-01`. */
export function normaliserDate(valeur: unknown): unknown {
  if (typeof valeur !== "string") return valeur ?? null;
  const texte = valeur.trim();
  const lu = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(texte);
  if (lu) return `${lu[3]}-${lu[2]?.padStart(2, "0")}-${lu[1]?.padStart(2, "0")}`;
  return texte === "" ? null : texte;
}

/** « 1 320 » → 1320; « 12,5 » → 12.5. */
export function normaliserNombre(valeur: unknown): unknown {
  if (typeof valeur !== "string") return valeur ?? null;
  const compact = valeur.replace(ESPACES, "").replace(",", ".");
  if (compact === "") return null;
  return /^-?\d+(\.\d+)?$/.test(compact) ? Number(compact) : valeur;
}
