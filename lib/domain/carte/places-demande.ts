/** The eight places of a demand, as its row keeps them and as the rules read them. */
import type { Capacites } from "./mesures";

export type PlacesDemande = {
  scolaireActuelle: number;
  scolaireFuture: number;
  scolaireColoreeActuelle: number;
  scolaireColoreeFuture: number;
  apprentissageActuelle: number;
  apprentissageFuture: number;
  apprentissageColoreeActuelle: number;
  apprentissageColoreeFuture: number;
};

export const capacites = (d: PlacesDemande): Capacites => ({
  scolaire: [d.scolaireActuelle, d.scolaireFuture],
  scolaireColoree: [d.scolaireColoreeActuelle, d.scolaireColoreeFuture],
  apprentissage: [d.apprentissageActuelle, d.apprentissageFuture],
  apprentissageColoree: [d.apprentissageColoreeActuelle, d.apprentissageColoreeFuture],
});

/** Places seen open at a rentrée. */
export type PlacesObservees = {
  scolaire: number;
  scolaireColoree: number;
  apprentissage: number;
  apprentissageColoree: number;
};

/** The same demand, the places planned replaced by those really open: what the « constaté » rates count. */
export const capacitesObservees = (d: PlacesDemande, o: PlacesObservees): Capacites => ({
  scolaire: [d.scolaireActuelle, o.scolaire],
  scolaireColoree: [d.scolaireColoreeActuelle, o.scolaireColoree],
  apprentissage: [d.apprentissageActuelle, o.apprentissage],
  apprentissageColoree: [d.apprentissageColoreeActuelle, o.apprentissageColoree],
});
