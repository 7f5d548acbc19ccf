import "server-only";
import { type Mesures, mesurer } from "@/lib/domain/carte/mesures";
import type { TypeDemande } from "@/lib/domain/carte/methodes";
import { capacitesObservees, type PlacesDemande, type PlacesObservees } from "@/lib/domain/carte/places-demande";

/** What a row of ConstatPlaces is computed from, besides what was observed. */
export const CHAMPS_DEMANDE = {
  type: true,
  scolaireActuelle: true,
  scolaireFuture: true,
  scolaireColoreeActuelle: true,
  scolaireColoreeFuture: true,
  apprentissageActuelle: true,
  apprentissageFuture: true,
  apprentissageColoreeActuelle: true,
  apprentissageColoreeFuture: true,
} as const;
export type DemandeMesuree = PlacesDemande & { type: string };

/** The measures of a constat: written with it, in one place, as lib/server/carte/ligne-demande.ts does for a demand. */
export const mesuresConstat = (demande: DemandeMesuree, vu: PlacesObservees): Mesures =>
  mesurer(demande.type as TypeDemande, capacitesObservees(demande, vu));
