/**
 * Places really open, against those planned: what a row of the constat may say, and for which rentrées. Orion keeps none of it
 * (domain/2).
 */
import { type DateIso, dernierJour } from "../dates";
import { type MotifEcart, nomMotifEcart } from "./motifs-ecart";
import type { PlacesDemande, PlacesObservees } from "./places-demande";

/** Rentrées followed once the project is over. */
export const ANNEES_APRES = 5;
export const PLACES_CONSTAT_MAX = 9_999;
export const PRECISION_MAX = 300;

export const CHAMPS_CONSTAT = ["scolaire", "scolaireColoree", "apprentissage", "apprentissageColoree"] as const;
export type ChampConstat = (typeof CHAMPS_CONSTAT)[number];

export const NOMS_CHAMP_CONSTAT: Record<ChampConstat, string> = {
  scolaire: "voie scolaire",
  scolaireColoree: "colorées en voie scolaire",
  apprentissage: "apprentissage",
  apprentissageColoree: "colorées en apprentissage",
};

export const placesPrevues = (d: Pick<PlacesDemande, `${ChampConstat}Future`>): PlacesObservees => ({
  scolaire: d.scolaireFuture,
  scolaireColoree: d.scolaireColoreeFuture,
  apprentissage: d.apprentissageFuture,
  apprentissageColoree: d.apprentissageColoreeFuture,
});

export const placesAvant = (d: PlacesDemande): PlacesObservees => ({
  scolaire: d.scolaireActuelle,
  scolaireColoree: d.scolaireColoreeActuelle,
  apprentissage: d.apprentissageActuelle,
  apprentissageColoree: d.apprentissageColoreeActuelle,
});

/** The rentrée that has begun: nothing is observed of the next one. */
export const derniereRentree = (jour: DateIso): number =>
  jour.slice(5) >= "09-01" ? Number(jour.slice(0, 4)) : Number(jour.slice(0, 4)) - 1;

/** Last rentrée followed: five years after the end of the projects it is tied to, else after its own rentrée. */
export function finDeSuivi(
  rentree: number,
  projets: readonly { debut: DateIso | null; dureeMois: number | null }[],
): number {
  const fins = projets.flatMap(({ debut, dureeMois }) =>
    debut === null || dureeMois === null || dureeMois <= 0 ? [] : [Number(dernierJour(debut, dureeMois).slice(0, 4))],
  );
  return Math.max(rentree, ...fins) + ANNEES_APRES;
}

/** The rentrées that the établissement tells, the last begun included; none yet: the demand's own is to come. */
export const rentreesSuivies = (rentree: number, fin: number, derniere: number): number[] =>
  Array.from({ length: Math.max(0, Math.min(fin, derniere) - rentree + 1) }, (_, i) => rentree + i);

/** Observed less planned, in places; a coloured place is one of the total and is compared apart. */
export type Ecart = { places: number; colorees: number; nul: boolean };

export function ecartConstat(prevu: PlacesObservees, vu: PlacesObservees): Ecart {
  const places = vu.scolaire + vu.apprentissage - prevu.scolaire - prevu.apprentissage;
  const colorees = vu.scolaireColoree + vu.apprentissageColoree - prevu.scolaireColoree - prevu.apprentissageColoree;
  // Five places moved from one voie to the other are a gap too, though the sums agree.
  return { places, colorees, nul: CHAMPS_CONSTAT.every((champ) => prevu[champ] === vu[champ]) };
}

/** The région asks why: a gap is said with its reason. */
export const motifAttendu = (demande: PlacesDemande, vu: { places: PlacesObservees; motif: string | null }): boolean =>
  vu.motif === null && !ecartConstat(placesPrevues(demande), vu.places).nul;

const signe = (n: number): string => (n > 0 ? `+${n}` : n < 0 ? `−${-n}` : "0");

/** « −3 », « 0 », « +2 dont colorées… »: what the gap column shows. */
export const ecrireEcart = ({ places, colorees, nul }: Ecart): string => {
  if (nul) return "0";
  if (places === 0 && colorees === 0) return "0, répartition différente";
  return colorees === 0 ? signe(places) : `${signe(places)} (${signe(colorees)} colorées)`;
};

export type FauteConstat = { champ: ChampConstat | "motif" | "precision"; message: string };

/** What is wrong with places read and their reason, whoever wrote them: the form, the paste, the file. */
export function fautesConstat(
  places: PlacesObservees,
  motif: MotifEcart | null,
  precision: string | null,
): FauteConstat[] {
  const fautes: FauteConstat[] = [];
  for (const champ of CHAMPS_CONSTAT)
    if (!Number.isInteger(places[champ]) || places[champ] < 0 || places[champ] > PLACES_CONSTAT_MAX)
      fautes.push({ champ, message: "Écrivez un nombre entier de places, de 0 à 9 999." });
  for (const [colorees, total] of [
    ["scolaireColoree", "scolaire"],
    ["apprentissageColoree", "apprentissage"],
  ] as const)
    if (places[colorees] > places[total])
      fautes.push({
        champ: colorees,
        message: `Les places colorées font partie du total : ${places[colorees]} colorées pour ${places[total]} ouvertes.`,
      });
  if (motif === "autre" && !precision?.trim())
    fautes.push({ champ: "precision", message: "Précisez ce motif en quelques mots." });
  if (precision !== null && precision.length > PRECISION_MAX)
    fautes.push({ champ: "precision", message: `Au plus ${PRECISION_MAX} caractères.` });
  return fautes;
}

/** « Poste non pourvu : concours infructueux » */
export const ecrireMotif = (motif: string | null, precision: string | null): string =>
  [motif === null ? null : nomMotifEcart(motif), precision].filter(Boolean).join(" : ");
