/** How a demand of the carte is written in a dossier. */
import { type Quadrant, TYPES_DEMANDE, type TypeDemande } from "@/lib/domain/carte/methodes";
import { nomRaison } from "@/lib/domain/carte/propositions";
import { QUADRANTS } from "@/lib/domain/carte/quadrant";
import { accorder, ecrireNombre, enumerer } from "@/lib/domain/ecriture";
import type { DemandeVue } from "@/lib/schemas/liens-carte";

export const nomFormation = (d: Pick<DemandeVue, "formation" | "diplome" | "cfd">): string =>
  [d.diplome, d.formation ?? d.cfd].filter(Boolean).join(" ");

export const nomEtablissement = (d: Pick<DemandeVue, "etablissement" | "uai">): string => d.etablissement ?? d.uai;

/** One demand in a few words, for what is said of a button. */
export const nomCourt = (d: Pick<DemandeVue, "numero" | "formation" | "cfd">): string =>
  `${d.formation ?? d.cfd}, demande ${d.numero}`;

export const nomType = (type: string): string => TYPES_DEMANDE[type as TypeDemande] ?? type;

export function nomQuadrant(q: string | null): string {
  if (q === null) return "Non publié";
  const connu = QUADRANTS[q as Quadrant] as (typeof QUADRANTS)[Quadrant] | undefined;
  if (connu === undefined) return q;
  return q === "HQ" ? connu.nom : `${connu.nom}, ${connu.sens}`;
}

export const avantApres = ([actuelle, future]: readonly [number, number]): string =>
  `${ecrireNombre(actuelle)} → ${ecrireNombre(future)}`;

type Compte = NonNullable<DemandeVue["compte"]>;
export const ecrireCompte = (c: Compte): string =>
  enumerer([
    ...(c.ouvertes > 0 ? [accorder(c.ouvertes, "ouverte")] : []),
    ...(c.fermees > 0 ? [accorder(c.fermees, "fermée")] : []),
    ...(c.colorees > 0 ? [accorder(c.colorees, "colorée")] : []),
  ]) || "aucune place transformée";

export const ecrireRaisons = (codes: readonly string[]): string[] => codes.flatMap((c) => nomRaison(c) ?? []);
