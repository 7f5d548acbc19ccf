/**
 * Address of the demands of the carte: filters, and the figure whose rows are asked for. Nothing in an address is an error:
 * what means nothing is left out.
 */
import { z } from "zod";
import { CODES_COMPTE } from "@/lib/domain/carte/comptes";
import { CODES_ECART, estEcart } from "@/lib/domain/carte/manquantes";
import { CODES_BASE, CODES_METHODE, CODES_TYPE, STATUTS } from "@/lib/domain/carte/methodes";
import { CODES_REGION } from "@/lib/domain/nomenclatures";
import { estIdentifiant } from "@/lib/schemas/demandes";
import { pageDemandee, parmi, texteDemande } from "@/lib/schemas/filtres";

export const CHEMIN_DEMANDES = "/carte/demandes";
export const CHEMIN_DEMANDES_CSV = "/api/v1/carte/demandes.csv";
export const CHEMIN_DEMANDES_XLSX = "/api/v1/carte/demandes.xlsx";

export const TRIS_CARTE = ["numero", "formation", "etablissement", "rentree", "type", "statut", "places"] as const;
export type TriCarte = (typeof TRIS_CARTE)[number];

const COMPTES_DEMANDES = [...CODES_COMPTE, ...CODES_ECART] as const;

const forme = (motif: RegExp) => texteDemande.transform((v) => (motif.test(v.toUpperCase()) ? v.toUpperCase() : ""));
/** Without the wildcards of LIKE: what is looked for is what is written. */
const libelle = texteDemande.transform((v) => v.replace(/[%_\\]/g, "").slice(0, 200));

const CHAMPS = {
  region: parmi(CODES_REGION),
  academie: forme(/^\d{2}$/),
  uai: forme(/^\d{7}[A-Z]$/),
  cfd: forme(/^[0-9A-Z]{8}$/),
  rentree: forme(/^20\d{2}$/),
  type: parmi(CODES_TYPE),
  statut: parmi(STATUTS),
  /** RNCP level. */
  niveau: parmi(["3", "4", "5", "6"]),
  voie: parmi(["scolaire", "apprentissage"]),
  /** Filière of the CMQ, as the rows write it. */
  filiere: libelle,
  quadrant: parmi(["Q1", "Q2", "Q3", "Q4", "HQ"]),
  cma: parmi(["oui", "non"]),
  /** « oui »: some campus is named; « non »: none; else part of its name. */
  cmq: libelle,
  /** Label as the rows write it. */
  coloration: libelle,
  methode: parmi(CODES_METHODE),
  base: parmi(CODES_BASE),
  compte: parmi(COMPTES_DEMANDES),
  dossier: texteDemande.transform((v) => (estIdentifiant(v) ? v.toLowerCase() : "")),
  q: libelle,
  tri: parmi(TRIS_CARTE),
  sens: parmi(["asc", "desc"]),
  page: pageDemandee,
};

/** In the order of the form and of the address; the sort and the page are not filters. */
export const CLES_FILTRES_CARTE = [
  "q",
  "region",
  "academie",
  "uai",
  "cfd",
  "rentree",
  "type",
  "statut",
  "niveau",
  "voie",
  "filiere",
  "quadrant",
  "cma",
  "cmq",
  "coloration",
  "methode",
  "base",
  "compte",
  "dossier",
] as const satisfies readonly (keyof typeof CHAMPS)[];
export type CleFiltreCarte = (typeof CLES_FILTRES_CARTE)[number];

export const filtresCarte = z.object(CHAMPS).transform(({ tri, sens, ...f }) => {
  // A figure is told by its three parts: what the address leaves out is the widest.
  const figure = f.methode !== "" || f.base !== "" || f.compte !== "";
  const ecart = estEcart(f.compte);
  const lu = tri === "places" && !figure ? "" : tri;
  const choisi: TriCarte = lu || (figure ? "places" : "rentree");
  return {
    ...f,
    ...(figure && {
      methode: f.methode || ("orion-2025" as const),
      base: ecart ? ("constate" as const) : f.base || ("previsionnel" as const),
      compte: f.compte || ("transformees" as const),
    }),
    tri: choisi,
    // The latest and the largest first; names from A.
    sens: sens || (choisi === "places" || choisi === "rentree" ? ("desc" as const) : ("asc" as const)),
  };
});

export type FiltresCarte = z.output<typeof filtresCarte>;

const VIERGES = Object.fromEntries(Object.keys(CHAMPS).map((cle) => [cle, undefined]));

export const lireFiltresCarte = (parametres: Readonly<Record<string, unknown>>): FiltresCarte =>
  filtresCarte.parse({ ...VIERGES, ...parametres });

/** What a page gives to reach the rows behind one of its figures. */
export type DemandeFiltres = Partial<Record<CleFiltreCarte | "tri" | "sens", string>>;

/** Same filters, same address: keys in one order, empty ones left out. */
export function adresseDemandes(filtres: DemandeFiltres, chemin: string = CHEMIN_DEMANDES): string {
  const p = new URLSearchParams();
  for (const cle of [...CLES_FILTRES_CARTE, "tri", "sens"] as const) {
    const valeur = filtres[cle];
    if (valeur) p.set(cle, valeur);
  }
  const texte = p.toString();
  return texte ? `${chemin}?${texte}` : chemin;
}
