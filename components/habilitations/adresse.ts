/** Addresses of the access lists: filters, sort and page live in the query string. */
import {
  type FiltresDemandes,
  type FiltresHabilitations,
  lireFiltresHabilitations,
  type TriHabilitations,
} from "@/lib/schemas/filtres-acces";

export const CHEMIN = "/habilitations";
export const CHEMIN_CSV = "/api/v1/habilitations.csv";
export const CHEMIN_DEMANDES = "/habilitations/demandes";
export const CHEMIN_REVUE = "/habilitations/revue";

const VIERGE = lireFiltresHabilitations({});

export const sensNaturel = (tri: TriHabilitations): "asc" | "desc" => lireFiltresHabilitations({ tri }).sens;

function composer(chemin: string, paires: readonly [string, string | number, boolean][]): string {
  const p = new URLSearchParams();
  for (const [cle, valeur, utile] of paires) if (utile && valeur !== "") p.set(cle, String(valeur));
  const texte = p.toString();
  return texte === "" ? chemin : `${chemin}?${texte}`;
}

/** The same list with something changed; a new filter or sort starts at page 1. */
export function adresseHabilitations(
  f: FiltresHabilitations,
  changement: Partial<FiltresHabilitations> = {},
  chemin: string = CHEMIN,
): string {
  const s = { ...f, page: 1, ...changement };
  const trie = s.tri !== VIERGE.tri || s.sens !== VIERGE.sens;
  return composer(chemin, [
    ["q", s.q, true],
    ["role", s.role, true],
    ["region", s.region, true],
    ["etat", s.etat, true],
    ["tri", s.tri, trie],
    ["sens", s.sens, trie],
    ["page", s.page, s.page > 1],
  ]);
}

export function adresseDemandes(f: FiltresDemandes, changement: Partial<FiltresDemandes> = {}): string {
  const s = { ...f, page: 1, ...changement };
  return composer(CHEMIN_DEMANDES, [
    ["q", s.q, true],
    ["role", s.role, true],
    ["region", s.region, true],
    ["etat", s.etat, true],
    ["page", s.page, s.page > 1],
  ]);
}

const CLES = ["q", "role", "region", "etat"] as const;
export const filtree = (f: Readonly<Record<(typeof CLES)[number], string>>): boolean =>
  CLES.some((cle) => f[cle] !== "");
