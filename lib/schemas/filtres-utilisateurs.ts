/** What the address of the list of accounts asks for; what means nothing is left out (as in filtres.ts). */
import { z } from "zod";
import { CODES_ROLE } from "@/lib/domain/habilitations";

export const ETATS_COMPTE = { ouvert: "Ouvert", desactive: "Désactivé", efface: "Effacé" } as const;
export type EtatCompte = keyof typeof ETATS_COMPTE;
const CODES_ETAT_COMPTE = Object.keys(ETATS_COMPTE) as [EtatCompte, ...EtatCompte[]];

export const TRIS_COMPTE = ["nom", "organisation", "contact", "creation"] as const;
export type TriCompte = (typeof TRIS_COMPTE)[number];

const texte = z.preprocess((v) => {
  const premier = Array.isArray(v) ? v[0] : v;
  return typeof premier === "string" ? premier.trim() : "";
}, z.string());
const parmi = <const T extends readonly string[]>(valeurs: T) =>
  texte.transform((v): T[number] | "" => (valeurs.includes(v) ? v : ""));
const page = texte.transform((v) => (/^\d{1,5}$/.test(v) ? Math.max(Number(v), 1) : 1));

const filtres = z
  .object({
    q: texte.transform((v) => v.slice(0, 200)),
    role: parmi([...CODES_ROLE, "aucun"]),
    etat: parmi(CODES_ETAT_COMPTE),
    tri: parmi(TRIS_COMPTE).transform((v): TriCompte => v || "nom"),
    sens: parmi(["asc", "desc"]),
    page,
  })
  .transform(({ sens, ...f }) => ({
    ...f,
    sens: sens || (f.tri === "contact" || f.tri === "creation" ? ("desc" as const) : ("asc" as const)),
  }));
export type FiltresUtilisateurs = z.output<typeof filtres>;

const CLES = ["q", "role", "etat", "tri", "sens", "page"] as const;
const VIERGES = Object.fromEntries(CLES.map((cle) => [cle, undefined]));

export const lireFiltresUtilisateurs = (parametres: Readonly<Record<string, unknown>>): FiltresUtilisateurs =>
  filtres.parse({ ...VIERGES, ...parametres });

const DEFAUT = lireFiltresUtilisateurs({});

/** The same list with something changed; a new filter or sort starts at page 1. */
export function adresseUtilisateurs(
  chemin: string,
  valeurs: FiltresUtilisateurs,
  changement: Partial<FiltresUtilisateurs> = {},
): string {
  const suite = { ...valeurs, page: 1, ...changement };
  const p = new URLSearchParams();
  for (const cle of ["q", "role", "etat"] as const) if (suite[cle]) p.set(cle, suite[cle]);
  if (suite.tri !== DEFAUT.tri || suite.sens !== DEFAUT.sens) {
    p.set("tri", suite.tri);
    p.set("sens", suite.sens);
  }
  if (suite.page > 1) p.set("page", String(suite.page));
  const chaine = p.toString();
  return chaine ? `${chemin}?${chaine}` : chemin;
}

export const sensNaturelUtilisateurs = (tri: TriCompte): "asc" | "desc" => lireFiltresUtilisateurs({ tri }).sens;

export const ETATS_COURRIEL = { attente: "En attente", envoye: "Envoyé", echec: "En échec" } as const;
export type EtatCourriel = keyof typeof ETATS_COURRIEL;

const filtresCourriels = z.object({
  q: texte.transform((v) => v.slice(0, 200)),
  etat: parmi(Object.keys(ETATS_COURRIEL) as [EtatCourriel, ...EtatCourriel[]]),
  page,
});
export type FiltresCourriels = z.output<typeof filtresCourriels>;
export const lireFiltresCourriels = (parametres: Readonly<Record<string, unknown>>): FiltresCourriels =>
  filtresCourriels.parse({ q: undefined, etat: undefined, page: undefined, ...parametres });

export function adresseCourriels(valeurs: FiltresCourriels, changement: Partial<FiltresCourriels> = {}): string {
  const suite = { ...valeurs, page: 1, ...changement };
  const p = new URLSearchParams();
  for (const cle of ["q", "etat"] as const) if (suite[cle]) p.set(cle, suite[cle]);
  if (suite.page > 1) p.set("page", String(suite.page));
  return p.size > 0 ? `/administration/courriels?${p}` : "/administration/courriels";
}
