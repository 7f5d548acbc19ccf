/**
 * What each figure of the carte adds up, written once: the rates, the rows behind a figure and the exports all weigh the same
 * measures. A weight is a sum of measures with their sign, so that the sum over the rows is the figure.
 */
import type { Voie } from "../places";
import type { ChampMesure, Mesures } from "./mesures";
import type { Methode } from "./methodes";

/** Counts made of the measures of a row alone. */
export const COMPTES = {
  ouvertes: "Places ouvertes",
  fermees: "Places fermées",
  colorees: "Places colorées",
  transformees: "Places transformées",
  /** Places that this method counts and the one published before does not. */
  ajoutees: "Places que la méthode ajoute à la précédente",
  /** Places that the method published before counts and this one does not. */
  retirees: "Places que la méthode retire à la précédente",
} as const;
export type Compte = keyof typeof COMPTES;
export const CODES_COMPTE = Object.keys(COMPTES) as [Compte, ...Compte[]];

/** Measures added, then measures taken away. */
export type Poids = { plus: readonly ChampMesure[]; moins: readonly ChampMesure[] };

const VOIES: readonly Voie[] = ["scolaire", "apprentissage"];
type Quantite = "Ouvertes" | "Fermees" | "ColoreesOuvertes" | "ColoreesFermees" | "Ouvertes2023" | "Fermees2023";

const champs = (voies: readonly Voie[], ...quantites: Quantite[]): ChampMesure[] =>
  voies.flatMap((voie) => quantites.map((q) => `${voie === "scolaire" ? "s" : "a"}${q}` as const));

const seul = (...plus: ChampMesure[]): Poids => ({ plus, moins: [] });

/** Null: this method has no such figure (`igesr` sets both voies against each other; the first method has none before it). */
export function poids(methode: Methode, compte: Compte, voie?: Voie): Poids | null {
  const voies = voie === undefined ? VOIES : [voie];
  const scolaire = voies.filter((v) => v === "scolaire");
  const apprentissage = voies.filter((v) => v === "apprentissage");
  switch (methode) {
    case "orion-2023": {
      const ouvertes = champs(voies, "Ouvertes2023");
      // « fermées (scolaire only) »
      const fermees = champs(scolaire, "Fermees2023");
      if (compte === "ouvertes") return seul(...ouvertes);
      if (compte === "fermees") return seul(...fermees);
      if (compte === "colorees") return seul();
      return compte === "transformees" ? seul(...ouvertes, ...fermees) : null;
    }
    case "orion-2024": {
      const fermeesApprentissage = champs(apprentissage, "Fermees");
      const colorees = champs(voies, "ColoreesOuvertes");
      if (compte === "ouvertes") return seul(...champs(voies, "Ouvertes"));
      if (compte === "fermees") return seul(...champs(voies, "Fermees"));
      if (compte === "colorees") return seul(...colorees);
      if (compte === "transformees") return seul(...champs(voies, "Ouvertes", "Fermees"), ...colorees);
      if (compte === "ajoutees") return seul(...fermeesApprentissage, ...colorees);
      // Where colouring is the larger change of the same sign, it takes the places that orion-2023 counted.
      return {
        plus: [...champs(voies, "Ouvertes2023"), ...champs(scolaire, "Fermees2023")],
        moins: [...champs(voies, "Ouvertes"), ...champs(scolaire, "Fermees")],
      };
    }
    case "orion-2025": {
      if (compte === "ouvertes") return seul(...champs(voies, "Ouvertes"));
      if (compte === "fermees") return seul(...champs(voies, "Fermees"));
      if (compte === "colorees") return seul(...champs(voies, "ColoreesOuvertes", "ColoreesFermees"));
      if (compte === "transformees") return seul(...tout(voies));
      return compte === "ajoutees" ? seul(...champs(voies, "ColoreesFermees")) : seul();
    }
    case "igesr": {
      if (voie !== undefined) return null;
      if (compte === "ouvertes") return seul("iOuvertes");
      if (compte === "fermees") return seul("iFermees");
      if (compte === "colorees") return seul("iColoreesOuvertes", "iColoreesFermees");
      if (compte === "transformees") return seul(...IGESR);
      // Setting both voies of a transfert against each other never counts more places than counting each of them.
      return compte === "ajoutees" ? seul() : { plus: tout(VOIES), moins: IGESR };
    }
  }
}

const IGESR = ["iOuvertes", "iFermees", "iColoreesOuvertes", "iColoreesFermees"] as const;
const tout = (voies: readonly Voie[]): ChampMesure[] =>
  champs(voies, "Ouvertes", "Fermees", "ColoreesOuvertes", "ColoreesFermees");

export const peser = ({ plus, moins }: Poids, m: Mesures): number =>
  plus.reduce((n, champ) => n + m[champ], 0) - moins.reduce((n, champ) => n + m[champ], 0);
