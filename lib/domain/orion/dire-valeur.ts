/** A field of a demand, or of a constat, as a person reads it: what is stored is cents, hundredths of a per cent and codes. */
import { centimes } from "../argent";
import { TYPES_DEMANDE, type TypeDemande } from "../carte/methodes";
import { nomMotifEcart } from "../carte/motifs-ecart";
import { ecrireCentiemes, QUADRANTS } from "../carte/quadrant";
import { jourAParis } from "../dates";
import { ecrireDate, ecrireEuros, ecrireNombre } from "../ecriture";
import { nomRegion } from "../nomenclatures";

/** Nothing there. */
export const VIDE = "(vide)";

type Dire = (valeur: string | number) => string;

const deMontant: Dire = (v) => (/^-?\d+$/.test(String(v)) ? ecrireEuros(centimes(BigInt(v))) : String(v));
const deTaux: Dire = (v) => (Number.isInteger(Number(v)) ? ecrireCentiemes(Number(v)) : String(v));
const deJour: Dire = (v) => {
  const instant = new Date(v);
  return Number.isNaN(instant.getTime()) ? String(v) : ecrireDate(jourAParis(instant));
};
const SECTEURS: Readonly<Record<string, string>> = { PU: "public", PR: "privé" };

const PAR_CHAMP: Readonly<Record<string, Dire>> = {
  ...{ coutTravaux: deMontant, coutEquipement: deMontant },
  ...{ emploi: deTaux, poursuite: deTaux, devenir: deTaux, pression: deTaux },
  // A year is no number to be grouped by thousands.
  rentree: String,
  type: (v) => TYPES_DEMANDE[v as TypeDemande] ?? String(v),
  regionAcademique: (v) => nomRegion(String(v)),
  secteur: (v) => SECTEURS[v] ?? String(v),
  quadrant: (v) => QUADRANTS[v as keyof typeof QUADRANTS]?.nom ?? String(v),
  ...{ creeeLe: deJour, modifieeLe: deJour },
  motif: (v) => nomMotifEcart(String(v)),
};

export function direValeur(champ: string, valeur: unknown): string {
  if (valeur === null || valeur === undefined || valeur === "") return VIDE;
  if (typeof valeur === "boolean") return valeur ? "oui" : "non";
  if (Array.isArray(valeur)) return valeur.map((v) => direValeur(champ, v)).join(", ") || VIDE;
  if (typeof valeur === "bigint") return direValeur(champ, valeur.toString());
  if (typeof valeur !== "string" && typeof valeur !== "number") return JSON.stringify(valeur);
  const dire = PAR_CHAMP[champ];
  if (dire) return dire(valeur);
  return typeof valeur === "number" ? ecrireNombre(valeur) : valeur;
}
