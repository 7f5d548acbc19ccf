import "server-only";
import { poids } from "@/lib/domain/carte/comptes";
import { decompte } from "@/lib/domain/carte/mesures";
import type { Base, Methode } from "@/lib/domain/carte/methodes";
import { atteint, manque } from "@/lib/domain/carte/objectif";
import { taux } from "@/lib/domain/carte/taux";
import type { Voie } from "@/lib/domain/places";
import type { DemandeFiltres } from "@/lib/schemas/carte-filtres";
import type { CelluleTaux } from "@/lib/schemas/carte-taux";
import type { Somme } from "./sommes";

/** `effectif` null: unknown. `filtres`: of the territory and the voie. */
export type Lecture = {
  sommes: Record<Base, Somme>;
  effectif: number | null;
  filtres: DemandeFiltres;
  voie: Voie | undefined;
};

export const parBase = <T>(f: (base: Base) => T): Record<Base, T> => ({
  previsionnel: f("previsionnel"),
  valide: f("valide"),
  constate: f("constate"),
});

/** No demand with a constat yet: nothing is known, which is not 0. */
export const constatASaisir = ({ sommes }: Pick<Lecture, "sommes">, base: Base): boolean =>
  base === "constate" && sommes.constate.demandes === 0;

/** Some validated demand has no constat: what is not observed may still reach the objective. */
const partiel = ({ sommes }: Lecture, base: Base): boolean =>
  base === "constate" && sommes.constate.demandes < sommes.valide.demandes;

export const diviser = (places: number, effectif: number | null): string | null =>
  effectif === null ? null : taux(places, effectif);

export function cellule(lecture: Lecture, methode: Methode, base: Base): CelluleTaux {
  const { sommes, effectif, filtres, voie } = lecture;
  if (poids(methode, "transformees", voie) === null) return { etat: "sans_objet" };
  if (constatASaisir(lecture, base)) return { etat: "constat_a_saisir" };
  const d = decompte(methode, sommes[base].mesures, voie);
  if (d === null) return { etat: "sans_objet" };
  const chiffre = (compte: keyof typeof d) => ({ places: d[compte], filtres: { ...filtres, methode, base, compte } });
  const reussi = atteint(d.transformees, effectif);
  // The objective is read on both voies together.
  const juge = voie === undefined && (reussi === true || !partiel(lecture, base));
  return {
    etat: "chiffre",
    ouvertes: chiffre("ouvertes"),
    fermees: chiffre("fermees"),
    colorees: chiffre("colorees"),
    transformees: chiffre("transformees"),
    taux: diviser(d.transformees, effectif),
    atteint: juge ? reussi : null,
    manque: juge ? manque(d.transformees, effectif) : null,
  };
}
