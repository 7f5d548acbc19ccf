/** Rates of the demo's quadrants: invented and marked so, but for the case that the IGÉSR report publishes. */
import { FRANCE, type Moyennes, positionner, SORTANTS_MIN } from "@/lib/domain/carte/quadrant";
import type { Prisma } from "@/prisma/genere/client";
import { FORMATIONS, type FormationExemple } from "./formations";

export const MILLESIME = "2022+23";
const SOURCE = "exemple";

/** Hundredths of a per cent. */
const MOYENNES: Record<string, Record<string, Moyennes>> = {
  "01": {
    "400": { emploi: 4_800, poursuite: 4_050 },
    "500": { emploi: 3_950, poursuite: 4_500 },
    "320": { emploi: 5_900, poursuite: 4_100 },
  },
  [FRANCE]: {
    "400": { emploi: 4_550, poursuite: 4_300 },
    "500": { emploi: 3_700, poursuite: 4_620 },
    "320": { emploi: 5_750, poursuite: 4_180 },
  },
  "03": { "500": { emploi: 3_400, poursuite: 5_500 } },
  "14": { "500": { emploi: 2_600, poursuite: 5_200 } },
};

const publies = ({ taux }: FormationExemple) =>
  taux.sortants < SORTANTS_MIN
    ? { emploi: null, poursuite: null, devenir: null, sortants: taux.sortants }
    : { ...taux };

/** Position and rates that a row of Orion would carry for this formation. */
export function positionDe(f: FormationExemple) {
  const { emploi, poursuite, devenir, sortants } = publies(f);
  const quadrant = positionner({ emploi, poursuite, sortants }, MOYENNES["01"]?.[f.niveau] ?? null)?.quadrant ?? null;
  return { quadrant, emploi, poursuite, devenir };
}

const commun = { millesime: MILLESIME, voie: "scolaire", source: SOURCE };

/** CAP Opérateur logistique: published of both régions (IGÉSR, ch. 3 § 3.2); the means beside it are invented. */
const LOGISTIQUE = { cfd: "50031122", niveau: "500", devenir: 6_700 };
const RAPPORT = "IGÉSR, chap. 3 § 3.2 (moyennes d’exemple)";

export const tauxExemple = (): Prisma.TauxDevenirCreateManyInput[] => [
  ...Object.entries(MOYENNES).flatMap(([territoire, parNiveau]) =>
    Object.entries(parNiveau).map(([niveau, m]) => ({ ...commun, territoire, niveau, cfd: "", ...m })),
  ),
  ...FORMATIONS.map((f) => ({ ...commun, territoire: "01", niveau: f.niveau, cfd: f.cfd, ...publies(f) })),
  { ...commun, territoire: "14", ...LOGISTIQUE, emploi: 2_800, poursuite: 5_500, source: RAPPORT },
  { ...commun, territoire: "03", ...LOGISTIQUE, emploi: 2_900, poursuite: 5_300, source: RAPPORT },
];
