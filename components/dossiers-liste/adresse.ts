/** The list's address: what is searched, filtered, sorted and shown lives in the query string and nowhere else. */
import { CODES_REGION, FILIERES, REGIMES } from "@/lib/domain/nomenclatures";

export const TRIS = ["dossier", "region", "regime", "etat", "verdict", "cout", "demande", "maj"] as const;
export type Tri = (typeof TRIS)[number];
export type Sens = "asc" | "desc";
export const VERDICTS = ["eligible", "indetermine", "non_eligible"] as const;

export type Filtres = { q: string; etat: string; region: string; regime: string; verdict: string; filiere: string };
export type AdresseListe = Filtres & { tri: Tri; sens: Sens; page: number };

export const CLES_FILTRES = ["q", "region", "regime", "etat", "verdict", "filiere"] as const;

type Parametres = Readonly<Record<string, string | string[] | undefined>>;

/** Amounts and dates are first looked at from the largest or the latest; names from A. */
export const sensNaturel = (tri: Tri): Sens => (tri === "cout" || tri === "demande" || tri === "maj" ? "desc" : "asc");

/** What the address asks for; a value that means nothing is left out rather than refused. */
export function lireAdresse(parametres: Parametres, etatsConnus: readonly string[]): AdresseListe {
  const un = (cle: string): string => {
    const v = parametres[cle];
    return (Array.isArray(v) ? v[0] : v)?.trim() ?? "";
  };
  const parmi = (cle: string, valeurs: readonly string[]): string => (valeurs.includes(un(cle)) ? un(cle) : "");
  const tri = (parmi("tri", TRIS) || "maj") as Tri;
  const page = Number(un("page"));
  return {
    q: un("q").slice(0, 200),
    etat: parmi("etat", etatsConnus),
    region: parmi("region", CODES_REGION),
    regime: parmi("regime", REGIMES.codes),
    verdict: parmi("verdict", VERDICTS),
    filiere: parmi("filiere", FILIERES.codes),
    tri,
    sens: (parmi("sens", ["asc", "desc"]) || sensNaturel(tri)) as Sens,
    page: Number.isInteger(page) && page > 1 && page < 100_000 ? page : 1,
  };
}

/** The same list with something changed; defaults stay out of the address, and a new filter or sort starts at page 1. */
export function adresse(chemin: string, a: AdresseListe, changement: Partial<AdresseListe> = {}): string {
  const suite: AdresseListe = { ...a, page: 1, ...changement };
  const p = new URLSearchParams();
  for (const cle of CLES_FILTRES) if (suite[cle]) p.set(cle, suite[cle]);
  if (suite.tri !== "maj" || suite.sens !== "desc") {
    p.set("tri", suite.tri);
    p.set("sens", suite.sens);
  }
  if (suite.page > 1) p.set("page", String(suite.page));
  const texte = p.toString();
  return texte ? `${chemin}?${texte}` : chemin;
}

export const sansFiltre = (a: AdresseListe): AdresseListe => ({
  ...a,
  q: "",
  etat: "",
  region: "",
  regime: "",
  verdict: "",
  filiere: "",
});

export const filtree = (a: AdresseListe): boolean => CLES_FILTRES.some((cle) => a[cle] !== "");
