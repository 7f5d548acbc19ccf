/** What the list shows of a demand: as lib/server/carte/lister-demandes.ts gives it, which components do not import. */
import type { Quadrant, Statut, TypeDemande } from "@/lib/domain/carte/methodes";
import type { PlacesDemande } from "@/lib/domain/carte/places-demande";

export type LigneVue = PlacesDemande & {
  numero: string;
  uai: string;
  etablissement: string | null;
  commune: string | null;
  regionAcademique: string | null;
  cfd: string;
  formation: string | null;
  diplome: string | null;
  rentree: number;
  type: TypeDemande;
  statut: Statut;
  coloration: string | null;
  quadrant: Quadrant | null;
  places: number | null;
  dossiers: readonly { id: string; nom: string }[];
};

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
