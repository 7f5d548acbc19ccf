/** Addresses of the list of demands: what is searched, filtered, sorted and shown lives there and nowhere else. */
import {
  adresseDemandes,
  CHEMIN_DEMANDES,
  CLES_FILTRES_CARTE,
  type CleFiltreCarte,
  type FiltresCarte,
  lireFiltresCarte,
  type TriCarte,
} from "@/lib/schemas/carte-filtres";

/** The figure is one filter: its three parts are removed together. */
export const CLES_FIGURE = ["methode", "base", "compte"] as const;

const naturels = (f: FiltresCarte): Pick<FiltresCarte, "tri" | "sens"> => {
  const { tri, sens } = lireFiltresCarte({ methode: f.methode, base: f.base, compte: f.compte });
  return { tri, sens };
};
/** Way of a column never sorted yet. */
export const sensNaturel = (tri: TriCarte): "asc" | "desc" => (tri === "places" || tri === "rentree" ? "desc" : "asc");

export const triee = (f: FiltresCarte): boolean => {
  const { tri, sens } = naturels(f);
  return f.tri !== tri || f.sens !== sens;
};

type Changement = Partial<Record<CleFiltreCarte, string>> & Partial<Pick<FiltresCarte, "tri" | "sens" | "page">>;

/** The same list with something changed; defaults stay out of the address, and a new filter or sort starts at page 1. */
export function adresse(filtres: FiltresCarte, changement: Changement = {}, chemin = CHEMIN_DEMANDES): string {
  const suite = { ...filtres, page: 1, ...changement } as FiltresCarte;
  const { tri, sens, page, ...reste } = suite;
  const texte = adresseDemandes({ ...reste, ...(triee(suite) && { tri, sens }) }, chemin);
  return page > 1 ? `${texte}${texte.includes("?") ? "&" : "?"}page=${page}` : texte;
}

/** The whole list, or the whole figure: a figure without its place and year would be another one, so both go together. */
export const filtree = (f: FiltresCarte): boolean => CLES_FILTRES_CARTE.some((cle) => f[cle] !== "");
