import { regles, table } from "./aide";

export const AIDES_DIAGNOSTIC = table({
  "diagnostic.texte": {
    pourquoi:
      "L’appel finance des projets « basés sur un diagnostic précis ». Dites ce qui a été constaté sur votre territoire, avec des chiffres, avant de dire ce que vous voulez faire.",
    exemple:
      "Dans le bassin, 420 postes d’électriciens par an à pourvoir, 160 diplômés ; deux lycées seulement forment à ce métier.",
    ou: "Études de la Région, de la branche ou de France Travail ; données d’insertion d’InserJeunes ; fiches de la carte des formations dans Orion.",
    source: regles("DIAGNOSTIC"),
  },
  "diagnostic.date": {
    pourquoi: "Un diagnostic sans date ne peut pas être vérifié. Il doit être antérieur au dépôt du dossier.",
    exemple: "1er juin 2023",
    ou: "La date de publication de l’étude, ou celle de la réunion qui a validé le diagnostic.",
    source: regles("DIAGNOSTIC"),
  },
  "diagnostic.source": {
    pourquoi: "Le lecteur doit pouvoir retrouver le document sans vous appeler.",
    exemple: "Observatoire régional de l’emploi, « Les métiers de l’électricité », juin 2023, p. 12 à 18",
    ou: "La page de titre du document : auteur, titre, date, pages utilisées.",
    source: regles("DIAGNOSTIC"),
  },
  besoins: {
    pourquoi:
      "Le projet doit répondre à des besoins économiques identifiés. Rattachez chaque besoin à un métier ou à un secteur, et dites d’où vient l’information.",
    exemple: "Électriciens d’équipement : 420 recrutements prévus par an jusqu’en 2028 (enquête de la branche, 2023).",
    ou: "Enquêtes des branches et des chambres consulaires, France Travail, employeurs du consortium.",
    source: regles("BESOINS"),
  },
  apprenants: {
    pourquoi:
      "Des places sans élèves ne servent à rien. L’appel demande comment vous trouverez les personnes à former : qui elles sont, combien, par quels chemins.",
    exemple:
      "Collégiens de 3e de huit collèges voisins (visites, mini-stages) ; demandeurs d’emploi orientés par France Travail ; 60 personnes par an.",
    ou: "Service d’information et d’orientation du rectorat, chefs d’établissement, France Travail, missions locales.",
    source: regles("APPRENANTS"),
  },
});
