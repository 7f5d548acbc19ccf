/** Sums of the places of one demand. */
import type { PlacesDemande } from "@/lib/domain/carte/places-demande";

type Paire = readonly [number, number];
/** Both voies, now and after; coloured places are part of them. */
export const toutesPlaces = (d: PlacesDemande): Paire => [
  d.scolaireActuelle + d.apprentissageActuelle,
  d.scolaireFuture + d.apprentissageFuture,
];
export const placesColorees = (d: PlacesDemande): Paire => [
  d.scolaireColoreeActuelle + d.apprentissageColoreeActuelle,
  d.scolaireColoreeFuture + d.apprentissageColoreeFuture,
];
