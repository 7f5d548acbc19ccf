/** Methods and bases of the transformation rate (domain/2, « Rates »; IGÉSR ch. 1 § 2.4, ch. 3 § 4.3). */
import { TYPES_TRANSFORMATION, type TypeTransformation } from "../nomenclatures";

export const METHODES = {
  "orion-2023": {
    nom: "orion-2023",
    resume: "Ouvertes et fermées, sans les colorations ni les fermetures en apprentissage",
  },
  "orion-2024": {
    nom: "orion-2024",
    resume: "Ajoute les fermetures en apprentissage et les colorations ouvertes",
  },
  "orion-2025": { nom: "orion-2025", resume: "Ajoute les colorations fermées" },
  igesr: { nom: "igesr", resume: "Retire les transferts comptés deux fois" },
} as const;
export type Methode = keyof typeof METHODES;
export const CODES_METHODE = Object.keys(METHODES) as [Methode, ...Methode[]];

/** First rentrée whose published rate counts every coloured place. */
export const PREMIERE_RENTREE_COLOREE = 2025;
/** Method of the published rate of a rentrée: coloured places in full from 2025 on. */
export const methodeEnVigueur = (rentree: number): Methode =>
  rentree >= PREMIERE_RENTREE_COLOREE ? "orion-2025" : "orion-2024";

export const BASES = {
  previsionnel: { nom: "Prévisionnel", resume: "Toutes les demandes retenues, telles que prévues" },
  valide: { nom: "Validé", resume: "Les demandes validées" },
  constate: { nom: "Constaté", resume: "Les demandes validées, avec les places réellement ouvertes" },
} as const;
export type Base = keyof typeof BASES;
export const CODES_BASE = Object.keys(BASES) as [Base, ...Base[]];

/** Objective of the reform: 6 % a year (IGÉSR ch. 1 § 2.4), in hundredths of a per cent. */
export const OBJECTIF = {
  centiemes: 600,
  reforme: "le quart de l’offre renouvelé à l’horizon 2026",
  source: "IGÉSR, chap. 1 § 2.4",
} as const;

/** National share of colorations. */
export const REPERE_COLORATIONS = { pourCent: 29, rentree: 2025, source: "IGÉSR, chapitre 3 § 4.3" } as const;

/** A demand of the carte and a transformation of a dossier are of the same types. */
export const TYPES_DEMANDE = TYPES_TRANSFORMATION.libelles;
export type TypeDemande = TypeTransformation;
export const CODES_TYPE = Object.keys(TYPES_DEMANDE) as [TypeDemande, ...TypeDemande[]];

export const STATUTS = [
  "brouillon",
  "proposition",
  "dossier complet",
  "dossier incomplet",
  "projet de demande",
  "prêt pour le vote",
  "demande validée",
  "refusée",
  "supprimée",
] as const;
export type Statut = (typeof STATUTS)[number];
/** Left out of every rate, whatever the base (domain/2). */
export const STATUTS_ECARTES = ["brouillon", "refusée", "supprimée"] as const satisfies readonly Statut[];
export const TYPES_ECARTES = ["ajustement"] as const satisfies readonly TypeDemande[];
export const STATUT_VALIDE = "demande validée" satisfies Statut;

export type Quadrant = "Q1" | "Q2" | "Q3" | "Q4" | "HQ";
