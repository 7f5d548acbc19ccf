import { regles, table, USAGE_DE_RIGEL } from "./aide";

export const AIDES_IDENTITE = table({
  titre: {
    pourquoi:
      "Le titre nomme le projet partout : dans les listes, sur la première page du dossier et dans les courriers. Un lecteur doit comprendre de quoi il s’agit sans ouvrir le dossier.",
    exemple: "Former aux métiers de l’électricité bas carbone dans le bassin de Lens",
    ou: "Reprenez le titre de la lettre d’intention quand il y en a une : un titre qui change fait douter qu’il s’agisse du même projet.",
    source: USAGE_DE_RIGEL,
  },
  acronyme: {
    pourquoi: "Le nom court par lequel tout le monde appellera le projet. Il remplace le titre là où la place manque.",
    exemple: "FPI",
    ou: "À choisir avec les partenaires. Laissez vide s’il n’y en a pas.",
    source: USAGE_DE_RIGEL,
  },
  regionAcademique: {
    pourquoi:
      "Elle dit qui peut lire le dossier et quelle stratégie régionale s’applique : celle du recteur de cette région académique, et celle de son conseil régional.",
    exemple: "Auvergne-Rhône-Alpes",
    ou: "C’est la région académique du chef de file, c’est-à-dire de l’établissement qui portera la convention.",
    source: regles("STRATEGIE_RA"),
  },
  filieres: {
    pourquoi:
      "Les secteurs que le projet sert. Rigel s’en sert pour comparer le coût d’une place à celui des autres dossiers du même secteur.",
    exemple: "Décarbonation de l’industrie",
    ou: "La liste est celle du texte de l’appel. Choisissez « Autre » si aucun secteur ne convient.",
    source: regles("COH_COUT_PLACE"),
  },
  volets: {
    pourquoi:
      "L’appel est organisé en quatre volets. Le projet doit se rattacher à un volet au moins ; plusieurs sont possibles.",
    exemple: "Volet 2, pour un projet porté avec un campus des métiers et des qualifications d’excellence",
    ou: "Le texte de l’appel décrit chaque volet.",
    source: regles("VOLET"),
  },
  objectifsFrance2030: {
    pourquoi:
      "L’argent demandé vient de France 2030 : le projet doit servir un de ses dix objectifs au moins. Sans rattachement, il n’est pas recevable.",
    exemple: "3. Décarboner l’industrie",
    ou: "Cherchez pour quels métiers le projet forme, puis quel objectif a besoin de ces métiers.",
    source: regles("FILIERE"),
  },
  debut: {
    pourquoi:
      "Le premier jour où une dépense peut compter dans le projet. Il borne les années du budget et les rentrées des formations.",
    exemple: "1er septembre 2025",
    ou: "À décider avec le chef de file. Une rentrée financée par le projet ne peut pas précéder ce jour.",
    source: regles("DUREE", "COH_CALENDRIER"),
  },
  dureeMois: {
    pourquoi:
      "L’appel limite la durée : 60 mois pour un projet de formation, 6 mois pour un diagnostic. Rigel en déduit le dernier jour et les années à remplir.",
    exemple: "36",
    ou: "Comptez de l’embauche de la première personne jusqu’au bilan, puis ajoutez une marge : les achats publics prennent souvent plus de temps que prévu.",
    source: regles("DUREE"),
  },
  dateDepot: {
    pourquoi:
      "Les pièces, le diagnostic et l’avis sur la lettre d’intention doivent être antérieurs au dépôt. Le jour prévu permet de le vérifier dès maintenant ; le jour réel le remplacera.",
    exemple: "15 mars 2025",
    ou: "La date limite est dans l’appel ou dans le courrier de l’opérateur. Rigel ne la connaît pas.",
    source: regles("STRATEGIE_RA", "VALIDATION_REGION", "DELAI_GO"),
  },
  pagesPresentation: {
    pourquoi:
      "Certaines saisons de l’appel limitent la longueur du document de présentation. Rigel compare ce nombre à la limite du régime.",
    exemple: "14",
    ou: "Le nombre de pages du PDF que vous joindrez, annexes non comprises.",
    source: regles("PAGES_15"),
  },
});
