import type { Voie } from "@/lib/domain/places";
import { adresseDemandes, CHEMIN_DEMANDES, CHEMIN_DEMANDES_CSV } from "@/lib/schemas/carte-filtres";

/** A page of the carte: one région académique, or one académie of it. */
export type Territoire = { region: string; academie: string | null };

/** What the screen is about: its choices. `denominateur`: rentrée of the places occupied that rates divide by. */
export type Choix = Territoire & { rentree: number; voie: Voie | null; denominateur: number };

const adresseLignes = ({ region, academie, rentree, voie }: Choix, chemin: string): string =>
  adresseDemandes({ region, academie: academie ?? "", rentree: String(rentree), voie: voie ?? "" }, chemin);

export const adresseToutes = (choix: Choix): string => adresseLignes(choix, CHEMIN_DEMANDES);
export const adresseExport = (choix: Choix): string => adresseLignes(choix, CHEMIN_DEMANDES_CSV);

export const cheminTerritoire = ({ region, academie }: Territoire): string =>
  academie === null ? `/carte/regions/${region}` : `/carte/academies/${academie}`;
