/** Methods and bases of the transformation rate (domain/2, « Rates »; IGÉSR ch. 1 § 2.4, ch. 3 § 4.3). */

export const METHODES = {
  "orion-2023": {
    nom: "orion-2023",
    resume: "Ouvertes et fermées, sans les colorations ni les fermetures en apprentissage",
    depuis: 2023,
  },
  "orion-2024": {
    nom: "orion-2024",
    resume: "Ajoute les fermetures en apprentissage et les colorations ouvertes",
    depuis: 2024,
  },
  "orion-2025": { nom: "orion-2025", resume: "Ajoute les colorations fermées", depuis: 2025 },
  igesr: { nom: "igesr", resume: "Retire les transferts comptés deux fois", depuis: null },
} as const;
export type Methode = keyof typeof METHODES;
export const CODES_METHODE = Object.keys(METHODES) as [Methode, ...Methode[]];

export const BASES = {
  previsionnel: { nom: "Prévisionnel", resume: "Toutes les demandes retenues, telles que prévues" },
  valide: { nom: "Validé", resume: "Les demandes validées" },
  constate: { nom: "Constaté", resume: "Les demandes validées, avec les places réellement ouvertes" },
} as const;
export type Base = keyof typeof BASES;
export const CODES_BASE = Object.keys(BASES) as [Base, ...Base[]];

/** Objective of the reform: 6 % a year (IGÉSR ch. 1 § 2.4), in hundredths of a per cent. */
export const OBJECTIF = { centiemes: 600, depuis: "2023-09-01", source: "IGÉSR, chap. 1 § 2.4" } as const;

export const TYPES_DEMANDE = {
  ouverture_nette: "Ouverture",
  ouverture_compensation: "Ouverture avec compensation",
  augmentation_nette: "Augmentation",
  augmentation_compensation: "Augmentation avec compensation",
  fermeture: "Fermeture",
  diminution: "Diminution",
  transfert: "Transfert",
  coloration: "Coloration",
  ajustement: "Ajustement",
} as const;
export type TypeDemande = keyof typeof TYPES_DEMANDE;
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
