/**
 * Quadrants (IGÉSR notes 45, 98, 110, 124; ch. 3 § 3.2): where a formation stands against the mean of its région × diploma ×
 * millésime, voie scolaire. A quadrant informs, it never decides (recommendation 7): nothing here blocks or sorts anything.
 */
import { type CodeRegionAcademique, nomRegion } from "../nomenclatures";
import type { Quadrant } from "./methodes";

/** A formation in a class of fewer leavers has no published rate. */
export const SORTANTS_MIN = 20;

/** France, as a territory of the rates. */
export const FRANCE = "00";

/** Hundredths of a per cent, as published: 2 800 is 28 %; null: not published. */
export type TauxPublies = { emploi: number | null; poursuite: number | null; sortants: number | null };
export type Moyennes = { emploi: number; poursuite: number };

/** Why a formation is « hors quadrant »: too few leavers for a rate to be published, or a rate that nobody published. */
export type MotifHors = "effectif" | "taux_absent";
export type Position = { quadrant: Quadrant; motif: MotifHors | null };

export const QUADRANTS: Readonly<Record<Quadrant, { nom: string; sens: string }>> = {
  Q1: { nom: "Q1", sens: "emploi et études" },
  Q2: { nom: "Q2", sens: "emploi" },
  Q3: { nom: "Q3", sens: "études" },
  Q4: { nom: "Q4", sens: "ni l’un ni l’autre" },
  HQ: { nom: "Hors quadrant", sens: "taux non publié" },
};

export const MOTIFS_HORS: Readonly<Record<MotifHors, string>> = {
  effectif: `moins de ${SORTANTS_MIN} sortants, taux non publié`,
  taux_absent: "taux non publié",
};

/** The rates that may be used: with fewer than 20 leavers there is none, whatever the file says. */
export const tauxUtilisables = ({ emploi, poursuite, sortants }: TauxPublies) =>
  sortants !== null && sortants < SORTANTS_MIN ? { emploi: null, poursuite: null } : { emploi, poursuite };

/**
 * « Good » is at or above the mean. A rate missing, one or both: hors quadrant. No mean to compare with: null, since nothing is
 * known of the formation's place; a formation hors quadrant is so against any mean.
 */
export function positionner(taux: TauxPublies, moyennes: Moyennes | null): Position | null {
  const { emploi, poursuite } = tauxUtilisables(taux);
  if (emploi === null || poursuite === null)
    return {
      quadrant: "HQ",
      motif: taux.sortants !== null && taux.sortants < SORTANTS_MIN ? "effectif" : "taux_absent",
    };
  if (moyennes === null) return null;
  const bonEmploi = emploi >= moyennes.emploi;
  const bonnePoursuite = poursuite >= moyennes.poursuite;
  if (bonEmploi) return { quadrant: bonnePoursuite ? "Q1" : "Q2", motif: null };
  return { quadrant: bonnePoursuite ? "Q3" : "Q4", motif: null };
}

/** The national position says something else than the regional one: what the ring of the picture shows. */
export const positionsDifferentes = (regionale: Position | null, nationale: Position | null): boolean =>
  regionale !== null && nationale !== null && regionale.quadrant !== nationale.quadrant;

/** Year of the last leavers of a millésime: 2023 of « 2022+23 » and of « 2022_2023 ». */
function derniereAnnee(millesime: string): number {
  const [, debut = "", fin = ""] = /^(\d{4})(?:\D(\d{2,4}))?/.exec(millesime) ?? [];
  return Number(fin === "" ? debut : debut.slice(0, 4 - fin.length) + fin);
}

/**
 * Nobody has left a diploma that opened after these leavers: its rates are those of the one it renews, which Orion shows under
 * the new name (IGÉSR ch. 3 § 3.1, BTS CIEL).
 */
export const tauxAnterieurs = (ouverture: string | null, millesime: string): boolean =>
  ouverture !== null && ouverture >= `${derniereAnnee(millesime)}-09-01`;

const INSECABLE = "\u00a0";

/** « 40,5 % », « 45,55 % » when a tenth would hide on which side of a mean the rate is. */
export function ecrireCentiemes(centiemes: number | null): string {
  if (centiemes === null) return "—";
  const reste = centiemes % 100;
  const decimales = reste % 10 === 0 ? String(reste / 10) : String(reste).padStart(2, "0");
  return `${Math.floor(centiemes / 100)},${decimales}${INSECABLE}%`;
}

const INSEE = "Insee, https://www.insee.fr/fr/statistiques/4164642";

/**
 * Régions académiques with a land border. The employment rate leaves jobs abroad out: recommendation 8 asks for them.
 * Metropolitan France has land borders with eight countries (Insee, study 4164642, 2019); Guyane with two.
 */
export const FRONTALIERES: Readonly<
  Partial<Record<CodeRegionAcademique, { pays: readonly string[]; source: string }>>
> = {
  "01": { pays: ["en Suisse", "en Italie"], source: INSEE },
  "02": { pays: ["en Suisse"], source: INSEE },
  "06": { pays: ["au Luxembourg", "en Allemagne", "en Suisse", "en Belgique"], source: INSEE },
  "08": { pays: ["au Brésil", "au Suriname"], source: "Frontières terrestres de la Guyane" },
  "09": { pays: ["en Belgique"], source: INSEE },
  "15": { pays: ["en Espagne"], source: INSEE },
  "16": { pays: ["en Espagne", "en Andorre"], source: INSEE },
  "18": { pays: ["à Monaco", "en Italie"], source: INSEE },
};

/** « France », « Auvergne-Rhône-Alpes » */
export const nomTerritoire = (code: string): string => (code === FRANCE ? "France" : nomRegion(code));
