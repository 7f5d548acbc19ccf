/**
 * What one figure of a rate counts of each demand, as a sum of its measures: `decompte` is linear, so the weights are read from
 * it and the formula of a method is written once.
 */
import type { Voie } from "../places";
import { CHAMPS_MESURE, type ChampMesure, type Decompte, decompte, type Mesures, SANS_MESURE } from "./mesures";
import { CODES_METHODE, type Methode } from "./methodes";

/**
 * Of one method: what it opens, closes, colours, all three (`transformees`); what it adds to the method before it and what it
 * takes back (`ajoutees`, `retirees`); what was planned and not seen (`ecart`, base `constate`).
 */
export const COMPTES = ["transformees", "ouvertes", "fermees", "colorees", "ecart", "ajoutees", "retirees"] as const;
export type Compte = (typeof COMPTES)[number];

/** Measure → how many times it counts; those that do not count are left out. */
export type Poids = Partial<Record<ChampMesure, number>>;

const peser = (lire: (m: Mesures) => number): Poids =>
  Object.fromEntries(
    CHAMPS_MESURE.map((champ) => [champ, lire({ ...SANS_MESURE, [champ]: 1 })] as const).filter(([, n]) => n !== 0),
  );

/** `igesr` has no figure for one voie: both then count. */
const compter = (methode: Methode, m: Mesures, voie: Voie | undefined): Decompte =>
  decompte(methode, m, voie) ?? (decompte(methode, m) as Decompte);

/**
 * Per step of the bridge between methods. Added to orion-2023: closings in apprentissage and places coloured open; taken back:
 * places that a larger colouring of the same sign now counts. To orion-2024: places coloured that close. From orion-2025 to
 * igesr: transferts counted twice.
 */
function deLEtape(methode: Methode, compte: "ajoutees" | "retirees", m: Mesures, voie: Voie | undefined): number {
  const s = voie === "apprentissage" ? 0 : 1;
  const a = voie === "scolaire" ? 0 : 1;
  if (methode === "orion-2024")
    return compte === "ajoutees"
      ? a * m.aFermees + s * m.sColoreesOuvertes + a * m.aColoreesOuvertes
      : s * (m.sOuvertes2023 - m.sOuvertes + m.sFermees2023 - m.sFermees) + a * (m.aOuvertes2023 - m.aOuvertes);
  const avant = CODES_METHODE[CODES_METHODE.indexOf(methode) - 1];
  if (avant === undefined) return 0;
  const plus = methode === "orion-2025";
  if (plus !== (compte === "ajoutees")) return 0;
  const ecart =
    compter(methode, m, plus ? voie : undefined).transformees - compter(avant, m, plus ? voie : undefined).transformees;
  return plus ? ecart : -ecart;
}

/** Weights of a figure; for `ecart`, those of `transformees`, to apply on both sides. */
export function poidsDuCompte(methode: Methode, compte: Compte, voie?: Voie): Poids {
  if (compte === "ajoutees" || compte === "retirees") return peser((m) => deLEtape(methode, compte, m, voie));
  return peser((m) => compter(methode, m, voie)[compte === "ecart" ? "transformees" : compte]);
}

/** Places that a figure counts in one demand. */
export const appliquerPoids = (poids: Poids, mesures: Mesures): number =>
  CHAMPS_MESURE.reduce((somme, champ) => somme + (poids[champ] ?? 0) * mesures[champ], 0);
