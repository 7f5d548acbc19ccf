import { lireMontant } from "@/lib/domain/argent";
import type { Contexte } from "@/lib/domain/verdict";
import type { ContexteVue } from "@/lib/schemas/espace";

/** What the server told about the other dossiers, back in the rules' own types. */
export function lireContexte({ doublons, coutMedianParPlace, cfdAvecPlateau }: ContexteVue): Contexte {
  const montant = coutMedianParPlace === null ? undefined : lireMontant(coutMedianParPlace.montant);
  return {
    doublons,
    ...(coutMedianParPlace !== null &&
      montant !== undefined && { coutMedianParPlace: { montant, nombre: coutMedianParPlace.nombre } }),
    cfdAvecPlateau: new Set(cfdAvecPlateau),
  };
}
