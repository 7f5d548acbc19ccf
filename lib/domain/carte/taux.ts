/** Rates of the carte as the command line and the screens write them: fractions of six decimals, from whole numbers only. */
import type { Decompte } from "./mesures";

/** Rounded half up; null when there is nothing to divide by. */
export function taux(places: number, effectif: number): string | null {
  if (effectif <= 0) return null;
  const diviseur = BigInt(effectif);
  const millioniemes = (BigInt(places) * 2_000_000n + diviseur) / (diviseur * 2n);
  return `${millioniemes / 1_000_000n}.${(millioniemes % 1_000_000n).toString().padStart(6, "0")}`;
}

/** fermées / (ouvertes + fermées) (IGÉSR ch. 2 § 1.6); null: nothing opens nor closes. */
export const ratioFermetures = (d: Decompte): string | null => taux(d.fermees, d.ouvertes + d.fermees);

/** colorées / transformées; null: nothing is transformed. */
export const partColorations = (d: Decompte): string | null => taux(d.colorees, d.transformees);
