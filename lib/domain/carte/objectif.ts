/** The objective of 6 % compared on whole places: never on a rounded rate. */
import { ecrireNombre } from "../ecriture";
import { OBJECTIF } from "./methodes";

const CENT_POUR_CENT = 10_000;

/** « 6 % » */
export const OBJECTIF_ECRIT = `${ecrireNombre(OBJECTIF.centiemes / 100)}\u00a0%`;

/** Fewest places that reach the objective. Null: no one to divide by. */
export function placesObjectif(effectif: number | null): number | null {
  if (effectif === null || effectif <= 0) return null;
  const exactes = effectif * OBJECTIF.centiemes;
  const reste = exactes % CENT_POUR_CENT;
  return (exactes - reste) / CENT_POUR_CENT + (reste > 0 ? 1 : 0);
}

/** Whole numbers all along: `effectif * 600` stays far below 2^53. */
export const atteint = (places: number, effectif: number | null): boolean | null =>
  effectif === null || effectif <= 0 ? null : places * CENT_POUR_CENT >= effectif * OBJECTIF.centiemes;

export function manque(places: number, effectif: number | null): number | null {
  const voulues = placesObjectif(effectif);
  return voulues === null ? null : Math.max(0, voulues - places);
}
