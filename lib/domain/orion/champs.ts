/**
 * Every header that an export of Orion has had since 2023, by what it means here (prisma/reference/orion-colonnes.json holds them
 * by generation, and a test reads each). First of a line: the header in use in the restitution; then that of the recueil and the
 * older ones, best first: when a file has two of them, the first one gives the value.
 */

/** Without these a rate cannot be computed: no file without their columns, no row without their cells (domain/2). */
const REQUIS = {
  numero: "N° demande | N°Demande | numero | Nº demande | id",
  uai: "UAI",
  cfd: "CFD",
  rentree: "RS",
  type: "Type de demande | Type",
  statut: "Statut | Status",
  scolaireActuelle:
    "Capacité en voie scolaire actuelle | Capacité actuelle en voie scolaire | Capacité scolaire actuelle",
  scolaireFuture: "Future capacité en voie scolaire | Capacité scolaire",
  scolaireColoreeActuelle: "Capacité colorée actuelle en voie scolaire | Capacité scolaire colorée actuelle",
  scolaireColoreeFuture:
    "Future capacité colorée en voie scolaire | Capacité scolaire colorée | Places colorées en voie scolaire",
  apprentissageActuelle:
    "Capacité en apprentissage actuelle | Capacité actuelle en apprentissage | Capacité apprentissage actuelle",
  apprentissageFuture: "Future capacité en apprentissage | Capacité apprentissage",
  apprentissageColoreeActuelle: "Capacité colorée actuelle en apprentissage | Capacité apprentissage colorée actuelle",
  apprentissageColoreeFuture:
    "Future capacité colorée en apprentissage | Capacité apprentissage colorée | Places colorées en apprentissage",
} as const;
export type ChampRequis = keyof typeof REQUIS;
export const CHAMPS_REQUIS = Object.keys(REQUIS) as ChampRequis[];

const CONNUS = {
  etablissement: "Établissement",
  commune: "Commune",
  secteur: "Secteur",
  regionAcademique: "CodeRegion | Code Region",
  academie: "CodeAcadémie | Code Académie",
  departement: "CodeDepartement | Code Département",
  formation: "Formation | Libelle Diplome",
  dispositif: "Code Dispositif | DispositifId",
  diplome: "Diplôme",
  nsf: "Domaine de formation (NSF)",
  motifs: "Motif(s) de la demande | Motif",
  coloration: "Libellé(s) coloration(s) | Libellé coloration",
  filiereCmq: "Filière CMQ",
  nomCmq: "Nom CMQ",
  amiCma: "AMI/CMA ?",
  amiCmaValide: "Financement AMI/CMA validé ?",
  amiCmaEnCours: "Demande de financement AMI/CMA en cours ? | Financement AMI/CMA en cours de validation ?",
  amiCmaAnnee: "Année de validation de l'AMI/CMA | Année de validation",
  quadrant: "Position dans le quadrant | Position dans le cadran",
  millesime: "Millésime",
  emploi: "Tx d'emploi à 6 mois régional | Tx d'insertion | Taux d'insertion régional | Taux d'insertion",
  poursuite:
    "Tx de poursuite d'études régional | Tx de poursuite d'études | Taux de poursuite d'études régional | Taux de poursuite d'études",
  devenir:
    "Tx de devenir favorable régional | Tx de devenir favorable | Taux de devenir favorable régional | Taux de devenir favorable",
  pression: "Tx de pression régional | Tx de pression | Taux de pression de la formation au niveau régional",
  coutTravaux: "Coût des travaux et aménagement",
  coutEquipement: "Coût des achats d'équipement",
  creeeLe: "Date de création | Créé le",
  modifieeLe: "Date de dernière modification | Dernière modification | Der. modif.",
} as const;
export type ChampConnu = ChampRequis | keyof typeof CONNUS;

/** Kept as read, under Orion's own field names. */
const AUTRES = {
  libelleRegion: "Région",
  libelleAcademie: "Académie",
  libelleDepartement: "Département | Dpt.",
  actionPrioritaire: "Action prioritaire ?",
  transitionDemographique: "Transition démographique ?",
  transitionEcologique: "Transition écologique ?",
  transitionNumerique: "Transition numérique ?",
  formationSpecifique: "Formation spécifique",
  libelleDispositif: "Dispositif",
  autreMotif: "Autre motif",
  differenceCapaciteScolaire:
    "Nombre de places en voie scolaire | Places en voie scolaire | Différence de capacité scolaire",
  differenceCapaciteScolaireColoree: "Nombre de places colorées en voie scolaire",
  differenceCapaciteApprentissage:
    "Nombre de places en apprentissage | Places en apprentissage | Différence de capacité en apprentissage",
  differenceCapaciteApprentissageColoree: "Nombre de places colorées en apprentissage",
  colorationOuiNon: "Coloration",
  libelleFCIL: "Libellé FCIL | Libellé de la FCIL",
  partenaireEconomique1: "Partenaire économique 1",
  partenaireEconomique2: "Partenaire économique 2",
  commentaire: "Commentaire",
  nbEtablissement:
    "Nb établissements | Nb établissement | Nb établissements dispensant la formation dans la région en 2022",
  recrutementRH: "Recrutement(s) ? | Recrutement ?",
  nbRecrutementRH: "Nombre de recrutements",
  disciplinesRecrutementRH: "Disciplines des recrutements",
  discipline1RecrutementRH: "Discipline 1 recrutement",
  discipline2RecrutementRH: "Discipline 2 recrutement",
  reconversionRH: "Reconversion(s) ? | Reconversion ?",
  nbReconversionRH: "Nombre de reconversions",
  disciplinesReconversionRH: "Disciplines des reconversions",
  discipline1ReconversionRH: "Discipline 1 reconversion",
  discipline2ReconversionRH: "Discipline 2 reconversion",
  professeurAssocieRH: "Professeur(s) associé(s) ? | Professeur associé ?",
  nbProfesseurAssocieRH: "Nombre de professeurs associés",
  disciplinesProfesseurAssocieRH: "Disciplines des professeurs associés",
  discipline1ProfesseurAssocieRH: "Discipline 1 professeur associé",
  discipline2ProfesseurAssocieRH: "Discipline 2 professeur associé",
  formationRH: "Formation(s) ? | Formation ?",
  nbFormationRH: "Nombre de formations",
  disciplinesFormationRH: "Disciplines des formations",
  discipline1FormationRH: "Discipline 1 formation",
  discipline2FormationRH: "Discipline 2 formation",
  travauxAmenagement: "Travaux ou aménagement ?",
  travauxAmenagementDescription: "Description des travaux et aménagement",
  achatEquipement: "Achat d'équipement ?",
  achatEquipementDescription: "Description des achats d'équipement",
  augmentationCapaciteAccueilHebergement: "Besoin d'augmentation de la capacité d'hébergement ?",
  augmentationCapaciteAccueilHebergementPlaces: "Nombre de places d'hébergement supplémentaires",
  augmentationCapaciteAccueilHebergementPrecisions: "Précisions sur l'augmentation de la capacité d'hébergement",
  augmentationCapaciteAccueilRestauration: "Besoin d'augmentation de la capacité de restauration ?",
  augmentationCapaciteAccueilRestaurationPlaces: "Nombre de places de restauration supplémentaires",
  augmentationCapaciteAccueilRestaurationPrecisions: "Précisions sur l'augmentation de la capacité de restauration",
  motifRefus: "Motif(s) de refus",
  autreMotifRefus: "Autre motif de refus",
  codeRegionSelectionnee: "Code Région sélectionné",
  regionSelectionnee: "Région sélectionnée",
  rapprochement: "Rapprochement | Constaté",
  motifRapprochement: "Motif rapprochement | Raison non rapprochement",
  avis0: "Avis 1",
  avis1: "Avis 2",
  avis2: "Avis 3",
  avis3: "Avis 4",
  avis4: "Avis 5",
  avis5: "Avis 6",
  avis6: "Avis 7",
  avis7: "Avis 8",
  avis8: "Avis 9",
  avis9: "Avis 10",
  lastChangementStatutCommentaire: "Commentaire du dernier changement de statut",
  poursuitePedagogique: "Poursuite pédagogique ?",
  libelleFiliere: "Filière",
  compensationCfd: "CFD compensé",
  compensationUai: "UAI compensé",
  compensationDispositif: "Dispositif compensé",
} as const;
export type ChampAutre = keyof typeof AUTRES;

/** People: known, so that nobody wonders what these columns are, and never kept. */
const DE_PERSONNES = {
  userName: "Auteur",
  createurId: "Id créateur",
  inspecteurReferent: "Inspecteur référent | Inspecteur",
} as const;
export const PERSONNELS: ReadonlySet<string> = new Set(Object.keys(DE_PERSONNES));

const TOUS = { ...REQUIS, ...CONNUS, ...AUTRES, ...DE_PERSONNES };

/** Header in use for a field, for the sentences. */
export const enteteDe = (champ: string): string => (TOUS as Record<string, string>)[champ]?.split(" | ")[0] ?? champ;

/** Case, accents, spaces and punctuation vary from one generation to the next, but « Formation ? » is not « Formation ». */
export const cleEntete = (entete: string): string =>
  entete
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9?]/g, "");

export type Alias = { champ: string; rang: number };

/** Field and rank of preference, by key of header. */
export const ALIAS: ReadonlyMap<string, Alias> = new Map(
  Object.entries(TOUS).flatMap(([champ, entetes]) =>
    entetes.split(" | ").map((entete, rang) => [cleEntete(entete), { champ, rang }] as const),
  ),
);
