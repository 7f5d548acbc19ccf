/** Every rule of the call, in the order the screens, the PDF and the command line show them (domain/1). */
export const CODES_REGLES = [
  "PLAFOND_70",
  "SEUIL_1M",
  "PLAFOND_DIAG",
  "EQUILIBRE",
  "DEPENSES_BATI",
  "POSTES_PERENNES",
  "COFI_ENGAGE",
  "COFI_PRIVE",
  "CUMUL_PIA",
  "AIDE_ETAT",
  "DUREE",
  "STRATEGIE_RA",
  "VALIDATION_REGION",
  "BENEFICIAIRE",
  "EQUIPEMENTS",
  "PARCOURS",
  "PORTAGE",
  "ECONOMIE",
  "DIAGNOSTIC",
  "BESOINS",
  "APPRENANTS",
  "AUTOEVALUATION",
  "IMPACT_CARTE",
  "TROIS_CATEGORIES",
  "LETTRE_GO",
  "DELAI_GO",
  "PAGES_15",
  "FILIERE",
  "VOLET",
  "EGALITE_FH",
  "COH_ETAB",
  "COH_CALENDRIER",
  "COH_DOUBLON",
  "COH_EQUIPEMENT",
  "COH_COUT_PLACE",
  "COH_LETTRES",
] as const;

export type CodeRegle = (typeof CODES_REGLES)[number];

const CONNUS: ReadonlySet<string> = new Set(CODES_REGLES);

export const estCodeRegle = (code: string): code is CodeRegle => CONNUS.has(code);
