/** Roles of domain/3 and their French names. What each may do is decided in lib/server/droits.ts, nowhere else. */
export const ROLES = {
  equipe_projet: "Équipe projet",
  partenaire: "Partenaire",
  coordonnateur_cmq: "Coordination de campus",
  etablissement: "Établissement",
  region_academique: "Région académique",
  conseil_regional: "Conseil régional",
  evaluateur_sgpi: "Évaluation (SGPI)",
  operateur: "Opérateur",
  lecteur_national: "Lecture nationale",
  administrateur: "Administration du service",
} as const;

export type CodeRole = keyof typeof ROLES;

export const nomRole = (code: string): string => (code in ROLES ? ROLES[code as CodeRole] : code);
