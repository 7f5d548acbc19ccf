/** Rates of the carte, from whole numbers only: fractions of six decimals for the command line, written out for the screens. */
import { ecrireNombre } from "../ecriture";
import type { Decompte } from "./mesures";

/** Rounded half up; null when there is nothing to divide by. */
export function taux(places: number, effectif: number): string | null {
  if (effectif <= 0) return null;
  const sur = BigInt(effectif);
  const millioniemes = (BigInt(places) * 2_000_000n + sur) / (sur * 2n);
  return `${millioniemes / 1_000_000n}.${(millioniemes % 1_000_000n).toString().padStart(6, "0")}`;
}

/**
 * « 6,20 % » as the screens write it: from the exact ratio, rounded half up once. Rounding the six decimals again may say 0,01 point
 * too much. Null when there is nothing to divide by.
 */
export function ecrireRapport(places: number, sur: number, decimales = 2): string | null {
  if (sur <= 0) return null;
  const unite = 10n ** BigInt(decimales);
  const arrondi = (BigInt(places) * 200n * unite + BigInt(sur)) / (BigInt(sur) * 2n);
  const entier = ecrireNombre(Number(arrondi / unite));
  const reste = (arrondi % unite).toString().padStart(decimales, "0");
  return `${entier}${decimales > 0 ? `,${reste}` : ""}\u00a0%`;
}

/** What each indicator divides, on a count of places (IGÉSR ch. 2 § 1.6). */
export const INDICATEURS = {
  ratioFermetures: { haut: "fermees", bas: ["ouvertes", "fermees"] },
  partColorations: { haut: "colorees", bas: ["transformees"] },
} as const satisfies Record<string, { haut: keyof Decompte; bas: readonly (keyof Decompte)[] }>;
export type Indicateur = (typeof INDICATEURS)[keyof typeof INDICATEURS];

export const diviseur = ({ bas }: Indicateur, d: Decompte): number =>
  bas.reduce((n: number, compte: keyof Decompte) => n + d[compte], 0);
const rapport = (i: Indicateur, d: Decompte): string | null => taux(d[i.haut], diviseur(i, d));

/** Null: nothing opens nor closes. */
export const ratioFermetures = (d: Decompte): string | null => rapport(INDICATEURS.ratioFermetures, d);

/** Null: nothing is transformed. */
export const partColorations = (d: Decompte): string | null => rapport(INDICATEURS.partColorations, d);
