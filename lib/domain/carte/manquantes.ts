/** Places promised and not seen open. */
import type { Voie } from "../places";
import { placesPrevues } from "./constat";
import type { PlacesDemande, PlacesObservees } from "./places-demande";

/** Figures of the base « constaté » that no method weighs. */
export const ECARTS = {
  ecart: "Places promises et non ouvertes",
  ecart_colorees: "Places colorées promises et non ouvertes",
} as const;
export type CompteEcart = keyof typeof ECARTS;
export const CODES_ECART = Object.keys(ECARTS) as [CompteEcart, ...CompteEcart[]];
export const estEcart = (compte: string): compte is CompteEcart => compte in ECARTS;

const CHAMPS = {
  scolaire: { places: "scolaire", colorees: "scolaireColoree" },
  apprentissage: { places: "apprentissage", colorees: "apprentissageColoree" },
} as const;
const VOIES = Object.keys(CHAMPS) as Voie[];

/**
 * Voie by voie, for what one opens more does not make up for what the other lacks; coloured places apart, since they may be missing
 * from places that are open. requete-demandes.ts says the same in SQL.
 */
export function manquantes(
  promises: PlacesObservees,
  vues: PlacesObservees,
  voie?: Voie,
): { places: number; colorees: number } {
  const somme = (quoi: "places" | "colorees"): number =>
    VOIES.filter((v) => voie === undefined || v === voie).reduce(
      (n, v) => n + Math.max(0, promises[CHAMPS[v][quoi]] - vues[CHAMPS[v][quoi]]),
      0,
    );
  return { places: somme("places"), colorees: somme("colorees") };
}

/** Both sides of the gap: voie by voie, promised less open may be less than what is missing. */
export function promisesEtOuvertes(
  demande: PlacesDemande,
  vues: PlacesObservees,
  compte: CompteEcart,
  voie?: Voie,
): { promises: number; ouvertes: number } {
  const quoi = compte === "ecart" ? "places" : "colorees";
  const somme = (places: PlacesObservees): number =>
    VOIES.filter((v) => voie === undefined || v === voie).reduce((n, v) => n + places[CHAMPS[v][quoi]], 0);
  return { promises: somme(placesPrevues(demande)), ouvertes: somme(vues) };
}
