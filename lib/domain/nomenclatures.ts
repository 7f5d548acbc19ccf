/** Codes of the exchange format and their French labels (domain/1, contracts/formats.md). */

const codes = <T extends Record<string, string>>(libelles: T) => ({
  libelles,
  codes: Object.keys(libelles) as [keyof T & string, ...(keyof T & string)[]],
});

export const REGIMES = codes({
  "CMA-DIAG": "Diagnostic de besoins en compétences",
  "CMA-DISPO-S1": "Dispositif de formation, saison 1",
  "CMA-DISPO-S2": "Dispositif de formation, saison 2",
  "ATCF-AMORCAGE": "Transformation de la carte, enveloppe d’amorçage",
  ATCF: "Transformation de la carte, dossier classique",
});
export type CodeRegime = keyof typeof REGIMES.libelles;
export const estCodeRegime = (code: string): code is CodeRegime => (REGIMES.codes as readonly string[]).includes(code);

// Keys like "01" keep their order in an object; "10" would not, hence the explicit list.
export const REGIONS_ACADEMIQUES = [
  { code: "01", insee: "84", nom: "Auvergne-Rhône-Alpes" },
  { code: "02", insee: "27", nom: "Bourgogne-Franche-Comté" },
  { code: "03", insee: "53", nom: "Bretagne" },
  { code: "04", insee: "24", nom: "Centre-Val de Loire" },
  { code: "05", insee: "94", nom: "Corse" },
  { code: "06", insee: "44", nom: "Grand Est" },
  { code: "07", insee: "01", nom: "Guadeloupe" },
  { code: "08", insee: "03", nom: "Guyane" },
  { code: "09", insee: "32", nom: "Hauts-de-France" },
  { code: "10", insee: "11", nom: "Île-de-France" },
  { code: "11", insee: "04", nom: "La Réunion" },
  { code: "12", insee: "02", nom: "Martinique" },
  { code: "13", insee: "06", nom: "Mayotte" },
  { code: "14", insee: "28", nom: "Normandie" },
  { code: "15", insee: "75", nom: "Nouvelle-Aquitaine" },
  { code: "16", insee: "76", nom: "Occitanie" },
  { code: "17", insee: "52", nom: "Pays de la Loire" },
  { code: "18", insee: "93", nom: "Provence-Alpes-Côte d’Azur" },
] as const;
export type CodeRegionAcademique = (typeof REGIONS_ACADEMIQUES)[number]["code"];
export const CODES_REGION = REGIONS_ACADEMIQUES.map((r) => r.code) as [CodeRegionAcademique, ...CodeRegionAcademique[]];
export const nomRegion = (code: string): string => REGIONS_ACADEMIQUES.find((r) => r.code === code)?.nom ?? code;

export const FILIERES = codes({
  batiment: "Bâtiment et ville durable",
  mobilite: "Mobilité de demain",
  logistique: "Logistique",
  energies: "Nucléaire, hydrogène décarboné, énergies renouvelables",
  industrie: "Décarbonation de l’industrie",
  numerique: "Électronique, informatique et numérique",
  alimentation: "Alimentation saine, durable et traçable",
  culture: "Contenus culturels et créatifs",
  sante: "Santé",
  autre: "Autre",
});
export type CodeFiliere = keyof typeof FILIERES.libelles;

/** IGÉSR ch. 4 § 1.2 */
export const VOLETS = [
  { numero: 1, libelle: "Dispositifs transversaux d’attractivité et d’innovation" },
  { numero: 2, libelle: "Voies d’excellence professionnelles et technologiques (CMQe)" },
  { numero: 3, libelle: "Voies d’excellence académiques" },
  { numero: 4, libelle: "Accompagnement des parcours professionnels, formation tout au long de la vie des actifs" },
] as const;

/** IGÉSR note 147 */
export const OBJECTIFS_FRANCE_2030 = [
  { numero: 1, libelle: "Petits réacteurs nucléaires d’ici 2035" },
  { numero: 2, libelle: "Hydrogène décarboné et énergies renouvelables" },
  { numero: 3, libelle: "Décarboner l’industrie" },
  { numero: 4, libelle: "Près de 2 millions de véhicules électriques et hybrides" },
  { numero: 5, libelle: "Premier avion bas-carbone" },
  { numero: 6, libelle: "Alimentation saine, durable et traçable" },
  { numero: 7, libelle: "20 biomédicaments et dispositifs médicaux" },
  { numero: 8, libelle: "Contenus culturels et créatifs" },
  { numero: 9, libelle: "Aventure spatiale" },
  { numero: 10, libelle: "Fonds marins" },
] as const;

export const NATURES = codes({
  gip: "Groupement d’intérêt public (GIP)",
  eple: "Établissement public local d’enseignement (EPLE)",
  etablissement_public: "Établissement public",
  universite: "Université",
  lycee_prive: "Lycée privé",
  cfa: "Centre de formation d’apprentis (CFA)",
  collectivite: "Collectivité territoriale",
  chambre_consulaire: "Chambre consulaire",
  entreprise: "Entreprise",
  branche: "Branche professionnelle",
  association: "Association",
  laboratoire: "Laboratoire",
  autre: "Autre",
});
export type Nature = keyof typeof NATURES.libelles;

export const CATEGORIES = codes({
  employeur: "Employeur",
  formation: "Organisme de formation ou d’accompagnement",
  donneur_ordre_public: "Donneur d’ordre public",
  autre: "Autre",
});
export type Categorie = keyof typeof CATEGORIES.libelles;

export const POSTES = codes({
  personnel: "Personnel non pérenne",
  equipement: "Équipement et plateaux techniques",
  prestation: "Prestations de service",
  formation_formateurs: "Formation des formateurs",
  ingenierie: "Ingénierie de formation",
  promotion: "Promotion et attractivité",
  missions: "Missions et déplacements",
  frais_generaux: "Frais généraux",
  bati: "Bâti",
  personnel_permanent: "Postes pérennes",
  autre_non_eligible: "Autre dépense non éligible",
});
export type Poste = keyof typeof POSTES.libelles;

/** Never part of the eligible cost, whatever the line says (formats.md, « How the verdicts read this file »). */
export const POSTES_NON_ELIGIBLES: readonly Poste[] = ["bati", "personnel_permanent", "autre_non_eligible"];

export const SOURCES = codes({
  france2030: "France 2030",
  region: "Région",
  entreprise: "Entreprise",
  branche: "Branche",
  union_europeenne: "Union européenne",
  collectivite: "Collectivité",
  autofinancement: "Autofinancement",
  autre_public: "Autre financement public",
  autre_prive: "Autre financement privé",
});
export type Source = keyof typeof SOURCES.libelles;

export const NATURES_FINANCEMENT = codes({ numeraire: "Numéraire", valorisation: "Valorisation" });
export type NatureFinancement = keyof typeof NATURES_FINANCEMENT.libelles;

export const TYPES_INDICATEUR = codes({
  existence: "Existence",
  count: "Nombre",
  rate: "Taux",
  evolution: "Évolution",
  milestone: "Jalon",
});
export type TypeIndicateur = keyof typeof TYPES_INDICATEUR.libelles;

export const TYPES_PIECE = codes({
  strategie_recteur: "Stratégie régionale du recteur",
  validation_region: "Validation du conseil régional",
  lettre_intention: "Lettre d’intention",
  avis_go: "Avis GO ou NO GO",
  document_cadrage: "Document de cadrage",
  presentation: "Présentation du projet",
  annexe: "Annexe",
  autre: "Autre pièce",
});
export type TypePiece = keyof typeof TYPES_PIECE.libelles;

export const PUBLICS = codes({
  apprenti: "Apprentis",
  lyceen: "Lycéens",
  etudiant: "Étudiants",
  salarie: "Salariés",
  demandeur_emploi: "Demandeurs d’emploi",
  independant: "Indépendants",
  liberal: "Professions libérales",
  entrepreneur: "Entrepreneurs",
});
export type CodePublic = keyof typeof PUBLICS.libelles;

/** domain/2 ; the two « compensation » types only exist in 2023 exports. */
export const TYPES_TRANSFORMATION = codes({
  ouverture_nette: "Ouverture",
  ouverture_compensation: "Ouverture avec compensation",
  augmentation_nette: "Augmentation",
  augmentation_compensation: "Augmentation avec compensation",
  fermeture: "Fermeture",
  diminution: "Diminution",
  transfert: "Transfert",
  coloration: "Coloration",
  ajustement: "Ajustement",
});
export type TypeTransformation = keyof typeof TYPES_TRANSFORMATION.libelles;

export const NIVEAUX = codes({
  "3": "Niveau 3 (CAP)",
  "4": "Niveau 4 (bac pro, BP)",
  "5": "Niveau 5 (BTS)",
  "6": "Niveau 6 (licence, DNMADE)",
  "7": "Niveau 7 (master, ingénieur)",
  "8": "Niveau 8 (doctorat)",
});
