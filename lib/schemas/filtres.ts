/**
 * What the address of the list asks for. Nothing in an address is an error: what means nothing is left out, so that a link
 * kept for a year still opens a list.
 */
import { z } from "zod";
import { CODES_ETAT } from "@/lib/domain/etats";
import { CODES_REGION, FILIERES, REGIMES } from "@/lib/domain/nomenclatures";

export const TRIS = ["dossier", "region", "regime", "etat", "verdict", "cout", "demande", "maj"] as const;
export type Tri = (typeof TRIS)[number];
const PAGE_MAX = 99_999;

/** The first value when a key is repeated, without the spaces around. */
export const texteDemande = z.preprocess((v) => {
  const premier = Array.isArray(v) ? v[0] : v;
  return typeof premier === "string" ? premier.trim() : "";
}, z.string());

export const parmi = <const T extends readonly string[]>(valeurs: T) =>
  texteDemande.transform((v): T[number] | "" => (valeurs.includes(v) ? v : ""));

export const pageDemandee = texteDemande.transform((v) =>
  /^\d{1,5}$/.test(v) ? Math.min(Math.max(Number(v), 1), PAGE_MAX) : 1,
);

export const filtresListe = z
  .object({
    q: texteDemande.transform((v) => v.slice(0, 200)),
    etat: parmi(CODES_ETAT),
    region: parmi(CODES_REGION),
    regime: parmi(REGIMES.codes),
    verdict: parmi(["eligible", "indetermine", "non_eligible"]),
    filiere: parmi(FILIERES.codes),
    tri: parmi(TRIS).transform((v): Tri => v || "maj"),
    sens: parmi(["asc", "desc"]),
    page: pageDemandee,
  })
  // Amounts and dates are first looked at from the largest or the latest; names from A.
  .transform(({ sens, ...f }) => ({
    ...f,
    sens: sens || (["cout", "demande", "maj"].includes(f.tri) ? ("desc" as const) : ("asc" as const)),
  }));

export type FiltresListe = z.output<typeof filtresListe>;

export const lireFiltres = (parametres: Readonly<Record<string, unknown>>): FiltresListe =>
  filtresListe.parse({ ...VIERGES, ...parametres });

const VIERGES = Object.fromEntries(
  ["q", "etat", "region", "regime", "verdict", "filiere", "tri", "sens", "page"].map((cle) => [cle, undefined]),
);
