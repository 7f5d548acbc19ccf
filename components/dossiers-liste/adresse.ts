/** Addresses of the list: what is searched, filtered, sorted and shown lives in the query string and nowhere else. */
import { type FiltresListe, lireFiltres, type Tri } from "@/lib/schemas/filtres";

export const CHEMIN_LISTE = "/dossiers";
export const CHEMIN_CSV = "/api/v1/dossiers.csv";

/** Filters proper, in the order of the form; the sort and the page are not filters. */
export const CLES_FILTRES = ["q", "region", "regime", "etat", "verdict", "filiere"] as const;

const DEFAUT = lireFiltres({});

/** Way of a column never sorted yet. */
export const sensNaturel = (tri: Tri): FiltresListe["sens"] => lireFiltres({ tri }).sens;

/** The same list with something changed; defaults stay out of the address, and a new filter or sort starts at page 1. */
export function adresse(chemin: string, filtres: FiltresListe, changement: Partial<FiltresListe> = {}): string {
  const suite: FiltresListe = { ...filtres, page: 1, ...changement };
  const p = new URLSearchParams();
  for (const cle of CLES_FILTRES) if (suite[cle]) p.set(cle, suite[cle]);
  if (suite.tri !== DEFAUT.tri || suite.sens !== DEFAUT.sens) {
    p.set("tri", suite.tri);
    p.set("sens", suite.sens);
  }
  if (suite.page > 1) p.set("page", String(suite.page));
  const texte = p.toString();
  return texte ? `${chemin}?${texte}` : chemin;
}

export const sansFiltre = (filtres: FiltresListe): FiltresListe => ({
  ...DEFAUT,
  tri: filtres.tri,
  sens: filtres.sens,
});

export const filtree = (filtres: FiltresListe): boolean => CLES_FILTRES.some((cle) => filtres[cle] !== "");
export const triee = ({ tri, sens }: FiltresListe): boolean => tri !== DEFAUT.tri || sens !== DEFAUT.sens;
