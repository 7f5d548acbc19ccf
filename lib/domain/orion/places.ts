/** The eight capacities of a row. */
import type { PlacesDemande } from "../carte/places-demande";

export type ChampPlaces = keyof PlacesDemande;

export const CELLULES_PLACES: Readonly<Record<ChampPlaces, string>> = {
  scolaireActuelle: "places actuelles en voie scolaire",
  scolaireFuture: "places futures en voie scolaire",
  scolaireColoreeActuelle: "places colorées actuelles en voie scolaire",
  scolaireColoreeFuture: "places colorées futures en voie scolaire",
  apprentissageActuelle: "places actuelles en apprentissage",
  apprentissageFuture: "places futures en apprentissage",
  apprentissageColoreeActuelle: "places colorées actuelles en apprentissage",
  apprentissageColoreeFuture: "places colorées futures en apprentissage",
};
export const CHAMPS_PLACES = Object.keys(CELLULES_PLACES) as ChampPlaces[];

/** `lire` gives null for an empty cell that counts as 0, undefined for one already refused. All of them are looked at. */
export function lirePlaces(lire: (champ: ChampPlaces) => number | null | undefined): {
  places: PlacesDemande | undefined;
  vides: ChampPlaces[];
} {
  const places: Partial<PlacesDemande> = {};
  const vides: ChampPlaces[] = [];
  let complet = true;
  for (const champ of CHAMPS_PLACES) {
    const lu = lire(champ);
    if (lu === undefined) complet = false;
    else if (lu === null) vides.push(champ);
    places[champ] = lu ?? 0;
  }
  return { places: complet ? (places as PlacesDemande) : undefined, vides };
}
