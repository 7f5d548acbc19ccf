/** Formations and établissements of the demo's carte: real diplomas, invented lycées. */
import { uaiExemple } from "../consortium";

type Diplome = { dispositif: string; diplome: string; niveau: string; mefstat: string; nom: string };
const BAC_PRO: Diplome = { dispositif: "247", diplome: "BAC PRO", niveau: "400", mefstat: "238100", nom: "Bac pro" };
const CAP: Diplome = { dispositif: "241", diplome: "CAP", niveau: "500", mefstat: "232100", nom: "CAP" };
const BTS: Diplome = { dispositif: "311", diplome: "BTS", niveau: "320", mefstat: "322110", nom: "BTS" };

export type FormationExemple = Diplome & {
  cfd: string;
  /** Hundredths of a per cent, invented: employment at six months, further study, favourable outcome; leavers counted. */
  taux: { emploi: number; poursuite: number; devenir: number; sortants: number };
};

const f = (
  d: Diplome,
  cfd: string,
  emploi: number,
  poursuite: number,
  devenir: number,
  sortants: number,
): FormationExemple => ({ ...d, cfd, taux: { emploi, poursuite, devenir, sortants } });

export const FORMATIONS: readonly FormationExemple[] = [
  f(BAC_PRO, "40025012", 5_700, 5_200, 7_950, 412),
  f(BAC_PRO, "40025411", 6_000, 3_300, 7_300, 186),
  f(BAC_PRO, "40025517", 5_100, 4_500, 7_320, 148),
  f(BAC_PRO, "40025519", 4_400, 5_650, 7_560, 655),
  f(BAC_PRO, "40022706", 5_210, 3_900, 7_070, 94),
  f(BAC_PRO, "40023404", 4_680, 4_180, 6_890, 61),
  f(BAC_PRO, "40025303", 4_520, 6_010, 7_810, 73),
  f(CAP, "50020101", 3_900, 3_100, 5_800, 58),
  f(CAP, "50022714", 4_300, 4_700, 6_980, 47),
  f(CAP, "50025524", 3_850, 5_300, 7_130, 391),
  f(CAP, "50025306", 3_600, 4_400, 6_420, 22),
  f(CAP, "50023446", 4_800, 3_900, 6_820, 133),
  f(BTS, "32025014", 6_450, 3_550, 7_710, 205),
  f(BTS, "32020116", 5_280, 4_700, 7_510, 264),
  f(BTS, "32025303", 6_020, 4_150, 7_570, 14),
];

/** MEFSTAT11 of the first year: « 238100 » + the last five figures of the CFD for a bac pro. */
export const mefstat11 = (x: FormationExemple): string => `${x.mefstat}${x.cfd.slice(3)}`;

export type Lycee = {
  uai: string;
  nom: string;
  commune: string;
  secteur: "PU" | "PR";
  departement: string;
  academie: string;
};

const DEPARTEMENTS: readonly [departement: string, academie: string, commune: string][] = [
  ["069", "10", "LYON"],
  ["001", "10", "BOURG-EN-BRESSE"],
  ["042", "10", "SAINT-ETIENNE"],
  ["038", "08", "GRENOBLE"],
  ["007", "08", "PRIVAS"],
  ["026", "08", "VALENCE"],
  ["073", "08", "CHAMBERY"],
  ["074", "08", "ANNECY"],
  ["003", "06", "MOULINS"],
  ["015", "06", "AURILLAC"],
  ["043", "06", "LE PUY-EN-VELAY"],
  ["063", "06", "CLERMONT-FERRAND"],
];

/** Of the établissement persona, and of FPI AURA. */
export const LYCEE_ANDREA: Lycee = {
  uai: "0699999U",
  nom: "Lycée professionnel (exemple)",
  commune: "LYON",
  secteur: "PU",
  departement: "69",
  academie: "10",
};

export const LYCEES: readonly Lycee[] = [
  LYCEE_ANDREA,
  ...DEPARTEMENTS.flatMap(([departement, academie, commune]) =>
    [1, 2, 3].map(
      (rang): Lycee => ({
        uai: uaiExemple(departement, rang),
        nom: `Lycée ${"ABC".charAt(rang - 1)} (exemple)`,
        commune,
        secteur: rang === 3 ? "PR" : "PU",
        departement: departement.slice(-2),
        academie,
      }),
    ),
  ),
];
