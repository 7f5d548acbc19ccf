/** Sums of the places of one demand. */
import type { PlacesDemande, PlacesObservees } from "@/lib/domain/carte/places-demande";

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

/** The same demand, with what was seen open in place of what was planned. */
export const observee = (d: PlacesDemande, vu: PlacesObservees): PlacesDemande => ({
  scolaireActuelle: d.scolaireActuelle,
  scolaireFuture: vu.scolaire,
  scolaireColoreeActuelle: d.scolaireColoreeActuelle,
  scolaireColoreeFuture: vu.scolaireColoree,
  apprentissageActuelle: d.apprentissageActuelle,
  apprentissageFuture: vu.apprentissage,
  apprentissageColoreeActuelle: d.apprentissageColoreeActuelle,
  apprentissageColoreeFuture: vu.apprentissageColoree,
});
