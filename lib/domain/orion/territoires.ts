/** Where an établissement is, from the codes that a row carries. Held equal to prisma/reference by a test. */
import { REGIONS_ACADEMIQUES } from "../nomenclatures";

const DEPARTEMENTS_PAR_ACADEMIE: Readonly<Record<string, string>> = {
  "01": "75",
  "02": "04 05 13 84",
  "03": "25 39 70 90",
  "04": "24 33 40 47 64",
  "06": "03 15 43 63",
  "07": "21 58 71 89",
  "08": "07 26 38 73 74",
  "09": "59 62",
  "10": "01 42 69",
  "11": "11 30 34 48 66",
  "12": "54 55 57 88",
  "13": "16 17 79 86",
  "14": "22 29 35 56",
  "15": "67 68",
  "16": "09 12 31 32 46 65 81 82",
  "17": "44 49 53 72 85",
  "18": "18 28 36 37 41 45",
  "19": "08 10 51 52",
  "20": "02 60 80",
  "22": "19 23 87",
  "23": "06 83",
  "24": "77 93 94",
  "25": "78 91 92 95",
  "27": "2A 2B",
  "28": "974",
  "31": "972",
  "32": "971 977 978",
  "33": "973",
  "43": "976",
  "70": "14 27 50 61 76",
};

const REGION_DE_ACADEMIE: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ["01", "06 08 10"],
    ["02", "03 07"],
    ["03", "14"],
    ["04", "18"],
    ["05", "27"],
    ["06", "12 15 19"],
    ["07", "32"],
    ["08", "33"],
    ["09", "09 20"],
    ["10", "01 24 25"],
    ["11", "28"],
    ["12", "31"],
    ["13", "43"],
    ["14", "70"],
    ["15", "04 13 22"],
    ["16", "11 16"],
    ["17", "17"],
    ["18", "02 23"],
  ].flatMap(([region = "", academies = ""]) => academies.split(" ").map((a) => [a, region])),
);

const ACADEMIE_DE_DEPARTEMENT: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(DEPARTEMENTS_PAR_ACADEMIE).flatMap(([academie, departements]) =>
    departements.split(" ").map((d) => [d, academie]),
  ),
);

const REGION_DE_INSEE: ReadonlyMap<string, string> = new Map(REGIONS_ACADEMIQUES.map((r) => [r.insee, r.code]));

/** « 84 » → « 01 »: Orion writes the INSEE code, not that of the région académique. */
export const regionDeInsee = (code: string): string | null => REGION_DE_INSEE.get(code.padStart(2, "0")) ?? null;

/** « 69 », « 069 », « 02A », « 2A » → as this project writes them. */
export const departementDe = (code: string): string | null => {
  const lu = code
    .toUpperCase()
    .replace(/^0(?=\d[0-9AB]$)/, "")
    .padStart(2, "0");
  return lu in ACADEMIE_DE_DEPARTEMENT ? lu : null;
};

/** A UAI begins with its département: 620 and 720 are the two of Corse. */
export function departementDeUai(uai: string): string | null {
  const debut = uai.slice(0, 3);
  if (debut === "620") return "2A";
  if (debut === "720") return "2B";
  return departementDe(debut);
}

export const academieDeDepartement = (departement: string): string | null =>
  ACADEMIE_DE_DEPARTEMENT[departement] ?? null;
export const regionDeAcademie = (academie: string): string | null => REGION_DE_ACADEMIE[academie] ?? null;
