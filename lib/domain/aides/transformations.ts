import { regles, table, USAGE_DE_RIGEL } from "./aide";

const places = (quoi: string): string =>
  `Les places ${quoi}, avant et après. C’est ce qui prouve que le projet change l’offre de formation, et ce qui donne le coût par place créée.`;
const OU_PLACES = "La demande saisie dans Orion : capacités actuelle et future.";

export const AIDES_TRANSFORMATIONS = table({
  "transformations.uai": {
    pourquoi:
      "L’établissement où les places s’ouvrent ou se ferment. Il doit être partenaire du projet, ou membre d’un campus relié au dossier.",
    exemple: "0951099D",
    ou: "Orion, colonne UAI ; annuaire de l’Éducation nationale.",
    source: regles("COH_ETAB"),
  },
  "transformations.cfd": {
    pourquoi: "Le code de la formation. Avec l’établissement et la rentrée, il désigne les places sans ambiguïté.",
    exemple: "40025519",
    ou: "Orion, colonne « CFD » ; ou écrivez des mots de l’intitulé et choisissez dans la liste.",
    source: regles("IMPACT_CARTE", "COH_DOUBLON"),
  },
  "transformations.dispositif": {
    pourquoi: "Le dispositif précise la durée du cursus. Il est facultatif, et aide à retrouver la demande dans Orion.",
    exemple: "247",
    ou: "Orion, colonne « Code Dispositif ».",
    source: USAGE_DE_RIGEL,
  },
  "transformations.niveau": {
    pourquoi:
      "Le projet doit combiner plusieurs niveaux de certification, du CAP à l’enseignement supérieur : deux niveaux différents au moins.",
    exemple: "4, pour un baccalauréat professionnel",
    ou: "La fiche de la formation au répertoire national des certifications professionnelles. CAP : 3 ; bac : 4 ; BTS : 5 ; licence : 6.",
    source: regles("PARCOURS"),
  },
  "transformations.numeroDemande": {
    pourquoi: "Le numéro de la demande dans Orion relie votre ligne à celle du rectorat. Il est facultatif.",
    ou: "Orion, colonne « N° demande ».",
    source: USAGE_DE_RIGEL,
  },
  "transformations.libelleColoration": {
    pourquoi:
      "Une coloration donne une couleur locale à une formation, sans en changer le diplôme. Son nom doit être celui de l’attestation remise aux élèves.",
    exemple: "Passeport nucléaire",
    ou: "Orion, ou l’attestation elle-même.",
    source: "Rapport IGÉSR, préconisation 12",
  },
  "transformations.rentree": {
    pourquoi: "La rentrée où le changement a lieu. Elle doit tomber entre le premier et le dernier jour du projet.",
    exemple: "2025",
    ou: "Orion, colonne « RS ». L’année du mois de septembre.",
    source: regles("COH_CALENDRIER"),
  },
  "transformations.type": {
    pourquoi:
      "Ce qui arrive aux places : ouverture, fermeture, augmentation, coloration… Rigel vérifie que les places le disent aussi.",
    exemple: "Ouverture",
    ou: "Orion, colonne « Type de demande ».",
    source: regles("IMPACT_CARTE"),
  },
  "transformations.scolaire": {
    pourquoi: places("sous statut scolaire"),
    exemple: "0 puis 15",
    ou: OU_PLACES,
    source: regles("IMPACT_CARTE", "COH_COUT_PLACE"),
  },
  "transformations.scolaireColoree": {
    pourquoi: places("scolaires colorées"),
    exemple: "0 puis 15, au plus le nombre de places scolaires",
    ou: OU_PLACES,
    source: regles("IMPACT_CARTE"),
  },
  "transformations.apprentissage": {
    pourquoi: places("en apprentissage"),
    exemple: "0 puis 12",
    ou: OU_PLACES,
    source: regles("IMPACT_CARTE", "COH_COUT_PLACE"),
  },
  "transformations.apprentissageColoree": {
    pourquoi: places("en apprentissage colorées"),
    exemple: "0 puis 12, au plus le nombre de places en apprentissage",
    ou: OU_PLACES,
    source: regles("IMPACT_CARTE"),
  },
  "plateauxTechniques.hote": {
    pourquoi:
      "Le partenaire chez qui le plateau technique est installé. L’appel demande une coopération autour des équipements.",
    exemple: "Lycée polyvalent Jean-Moulin",
    ou: "Parmi les partenaires du dossier.",
    source: regles("EQUIPEMENTS"),
  },
  "plateauxTechniques.libelle": {
    pourquoi: "Le nom du plateau : ce qu’on y apprend, ce qu’on y trouve.",
    exemple: "Banc d’essai hydrogène",
    ou: "Directeur délégué aux formations professionnelles du lycée.",
    source: regles("EQUIPEMENTS", "COH_EQUIPEMENT"),
  },
  "plateauxTechniques.usagers": {
    pourquoi: "Un plateau partagé a plusieurs usagers. Cochez les partenaires qui s’en serviront.",
    exemple: "Le CFA voisin et l’IUT",
    ou: "À décider avec les partenaires ; convention d’usage quand elle existe.",
    source: regles("EQUIPEMENTS"),
  },
  "plateauxTechniques.acces": {
    pourquoi: "À quelles conditions les autres y accèdent. Sans elles, le partage reste une intention.",
    exemple: "Convention annuelle, deux demi-journées par semaine, participation aux consommables",
    ou: "Convention d’usage, ou accord de principe du chef d’établissement.",
    source: regles("EQUIPEMENTS"),
  },
});
