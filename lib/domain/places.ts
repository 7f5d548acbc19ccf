/** Places of the carte: what a transformation changes, voie by voie, and whether its capacities hold together (domain/2). */
import { type Centimes, centimes } from "./argent";
import type { Capacite, Transformation } from "./dossier";

export type Voie = "scolaire" | "apprentissage";
/** What is counted of a transformation, of a dossier or of the carte. */
type Changement = Pick<
  Transformation,
  "type" | "scolaire" | "scolaireColoree" | "apprentissage" | "apprentissageColoree"
>;

/** Places attributed to one kind of change each; the coloured ones only when colouring is the larger change. */
export type Mouvement = { ouvertes: number; fermees: number; coloreesOuvertes: number; coloreesFermees: number };

const NUL: Capacite = [0, 0];
const delta = ([actuelle, future]: Capacite): number => future - actuelle;

/**
 * Attribution of the three published methods (domain/2, « Rates »): Δ and Δc of opposite signs both count; of the same
 * sign, the larger in absolute value takes all, a tie going to Δ.
 */
export function attribuer(places: Capacite | undefined, colorees: Capacite | undefined): Mouvement {
  let d = delta(places ?? NUL);
  let c = delta(colorees ?? NUL);
  if (d * c > 0) {
    if (Math.abs(c) > Math.abs(d)) d = 0;
    else c = 0;
  }
  return {
    ouvertes: Math.max(d, 0),
    fermees: Math.max(-d, 0),
    coloreesOuvertes: Math.max(c, 0),
    coloreesFermees: Math.max(-c, 0),
  };
}

const ajouter = (a: Mouvement, b: Mouvement): Mouvement => ({
  ouvertes: a.ouvertes + b.ouvertes,
  fermees: a.fermees + b.fermees,
  coloreesOuvertes: a.coloreesOuvertes + b.coloreesOuvertes,
  coloreesFermees: a.coloreesFermees + b.coloreesFermees,
});

/**
 * Places that a transformation opens, coloured ones apart: Δ > 0, unless a larger colouring takes it. An `ajustement` opens
 * none (domain/2). The balance and COH_COUT_PLACE both count these.
 */
export const placesCreees = (t: Changement): number => {
  if (t.type === "ajustement") return 0;
  const { scolaire, apprentissage } = mouvementDe(t);
  return scolaire.ouvertes + apprentissage.ouvertes;
};

/**
 * The one « coût par place » (COH_COUT_PLACE, its median by filière, the demands tied to a dossier): eligible cost over the places
 * that `placesCreees` counts, to the nearest cent, a half going up. null: no cost known, or no place created.
 */
export const coutParPlaceCreee = (coutEligible: Centimes | null, creees: number): Centimes | null =>
  coutEligible === null || creees <= 0 ? null : centimes((2n * coutEligible + BigInt(creees)) / (2n * BigInt(creees)));

export const SANS_MOUVEMENT: Mouvement = { ouvertes: 0, fermees: 0, coloreesOuvertes: 0, coloreesFermees: 0 };

export const mouvementDe = (t: Changement): Record<Voie, Mouvement> => ({
  scolaire: attribuer(t.scolaire, t.scolaireColoree),
  apprentissage: attribuer(t.apprentissage, t.apprentissageColoree),
});

export type BilanPlaces = {
  /** One line per rentrée, in order; null: rentrée not given yet. */
  rentrees: { rentree: number | null; scolaire: Mouvement; apprentissage: Mouvement; total: Mouvement }[];
  total: Mouvement;
};

/** Planned places by rentrée. An `ajustement` transforms nothing: domain/2 leaves it out of every rate, so of this too. */
export function bilanPlaces(transformations: readonly Transformation[]): BilanPlaces {
  const parRentree = new Map<number | null, Record<Voie, Mouvement>>();
  for (const t of transformations) {
    if (t.type === "ajustement") continue;
    const cle = t.rentree ?? null;
    const deja = parRentree.get(cle) ?? { scolaire: SANS_MOUVEMENT, apprentissage: SANS_MOUVEMENT };
    const m = mouvementDe(t);
    parRentree.set(cle, {
      scolaire: ajouter(deja.scolaire, m.scolaire),
      apprentissage: ajouter(deja.apprentissage, m.apprentissage),
    });
  }
  const rentrees = [...parRentree]
    .map(([rentree, m]) => ({ rentree, ...m, total: ajouter(m.scolaire, m.apprentissage) }))
    .sort((a, b) => (a.rentree ?? Number.POSITIVE_INFINITY) - (b.rentree ?? Number.POSITIVE_INFINITY));
  return { rentrees, total: rentrees.reduce((t, r) => ajouter(t, r.total), SANS_MOUVEMENT) };
}

export type ChampTransformation =
  | "scolaire"
  | "scolaireColoree"
  | "apprentissage"
  | "apprentissageColoree"
  | "libelleColoration";
/** `quand`: which of the two capacities of the field is at fault; the future one unless said. */
export type Incoherence = { champ: ChampTransformation; message: string; quand?: "actuelle" };

const NOM_VOIE: Record<Voie, string> = { scolaire: "voie scolaire", apprentissage: "apprentissage" };
const VOIES: readonly Voie[] = ["scolaire", "apprentissage"];
const COLOREE = { scolaire: "scolaireColoree", apprentissage: "apprentissageColoree" } as const;

/** Capacities that contradict the type (domain/2, « Checks »), one plain sentence each. Unknown capacities are silent. */
export function incoherences(t: Transformation): Incoherence[] {
  const trouvees: Incoherence[] = [];
  const dire = (champ: ChampTransformation, message: string, quand?: "actuelle") =>
    trouvees.push({ champ, message, ...(quand && { quand }) });
  for (const voie of VOIES) {
    const places = t[voie];
    if (!places) continue;
    const [actuelle, future] = places;
    const dans = `en ${NOM_VOIE[voie]}`;
    if (estOuverture(t) && actuelle !== 0)
      dire(
        voie,
        `Une ouverture part de 0 place actuelle : la capacité actuelle est de ${actuelle} ${dans}. Est-ce une augmentation ?`,
        "actuelle",
      );
    if (t.type === "fermeture" && future !== 0)
      dire(
        voie,
        `Une fermeture finit à 0 place future : la capacité future est de ${future} ${dans}. Est-ce une diminution ?`,
      );
    if (estAugmentation(t) && future < actuelle)
      dire(voie, `Une augmentation ne retire de places dans aucune voie : ${actuelle} deviennent ${future} ${dans}.`);
    if (t.type === "diminution" && future > actuelle)
      dire(voie, `Une diminution n’ajoute de places dans aucune voie : ${actuelle} deviennent ${future} ${dans}.`);
  }
  for (const voie of VOIES) {
    const colorees = t[COLOREE[voie]];
    const places = t[voie];
    if (!colorees) continue;
    for (const [i, quand] of [
      [0, "actuelles"],
      [1, "futures"],
    ] as const)
      if (colorees[i] > (places?.[i] ?? 0))
        dire(
          COLOREE[voie],
          `Les places colorées font partie du total : ${colorees[i]} colorées ${quand} pour ${places?.[i] ?? 0} en ${NOM_VOIE[voie]}.`,
          i === 0 ? "actuelle" : undefined,
        );
  }
  const saisies = t.scolaire !== undefined || t.apprentissage !== undefined;
  const difference = delta(t.scolaire ?? NUL) + delta(t.apprentissage ?? NUL);
  const dejaDit = trouvees.length > 0;
  if (saisies && !dejaDit && estAugmentation(t) && difference <= 0)
    dire("scolaire", "Une augmentation ajoute des places : les places futures égalent les places actuelles.");
  if (saisies && !dejaDit && t.type === "diminution" && difference >= 0)
    dire("scolaire", "Une diminution retire des places : les places futures égalent les places actuelles.");
  if (!t.libelleColoration?.trim()) {
    if (t.type === "coloration")
      dire("libelleColoration", "Donnez le libellé de la coloration, par exemple « École des réseaux ».");
    else if (VOIES.some((v) => t[COLOREE[v]]?.some((n) => n > 0)))
      dire(
        "libelleColoration",
        "Des places colorées sont saisies : donnez le libellé de la coloration, ou ramenez-les à 0.",
      );
  }
  return trouvees;
}

const estOuverture = (t: Transformation): boolean =>
  t.type === "ouverture_nette" || t.type === "ouverture_compensation";
const estAugmentation = (t: Transformation): boolean =>
  t.type === "augmentation_nette" || t.type === "augmentation_compensation";
