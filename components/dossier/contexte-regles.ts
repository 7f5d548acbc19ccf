import { type Centimes, lireMontant } from "@/lib/domain/argent";
import type { Contexte } from "@/lib/domain/verdict";
import type { ContexteVue } from "@/lib/schemas/espace";

/** What the server told about the other dossiers, back in the rules' own types. */
export const lireContexte = (vue: ContexteVue): Contexte => ({
  doublons: vue.doublons,
  coutsParPlace: vue.coutsParPlace.map(lireMontant).filter((c): c is Centimes => c !== undefined),
  cfdAvecPlateau: new Set(vue.cfdAvecPlateau),
});
