import { regles, table, USAGE_DE_RIGEL } from "./aide";

export const AIDES_STRATEGIE = table({
  projetEconomique: {
    pourquoi:
      "Le projet doit s’inscrire dans le projet économique du territoire. Dites ce que le territoire veut développer et ce que vos formations y apportent.",
    exemple:
      "La Région veut implanter trois usines de batteries d’ici 2028 : le projet forme les techniciens de maintenance dont elles auront besoin.",
    ou: "Schéma régional de développement économique, contrat de filière, CPRDFOP de votre région.",
    source: regles("ECONOMIE"),
  },
  egalite: {
    pourquoi:
      "L’égalité entre les femmes et les hommes est un axe transversal. Dites ce que le projet fait, concrètement, pour que les formations accueillent aussi celles et ceux qui n’y viennent pas.",
    exemple:
      "Mentorat par des techniciennes, visites réservées aux collégiennes, objectif de 25 % de filles en trois ans.",
    ou: "Mission égalité du rectorat ; l’axe sur l’égalité du CPRDFOP de votre région.",
    source: regles("EGALITE_FH"),
  },
  "alignement.reference": {
    pourquoi:
      "Le document régional auquel l’objectif appartient. Une preuve se vérifie mieux quand le document est nommé.",
    exemple: "CPRDFOP Bourgogne-Franche-Comté",
    ou: "Le CPRDFOP et les schémas régionaux sont publiés sur le site du conseil régional.",
    source: regles("VALIDATION_REGION"),
  },
  "alignement.objectif": {
    pourquoi: "L’objectif précis du document auquel le projet répond, dans les mots du document.",
    exemple: "A2-O1, adapter l’offre de formation aux besoins des entreprises",
    ou: "Le sommaire du document donne le numéro des axes et des objectifs.",
    source: USAGE_DE_RIGEL,
  },
  "alignement.justification": {
    pourquoi: "En une ou deux phrases, ce que le projet fait pour cet objectif.",
    exemple: "Ouvre 45 places de CAP à BTS dans un métier que le document cite comme prioritaire.",
    ou: "Comparez l’objectif à vos transformations de la carte et à vos indicateurs.",
    source: USAGE_DE_RIGEL,
  },
  "alignement.page": {
    pourquoi: "La page évite au lecteur de chercher : il ouvre le document et vérifie.",
    exemple: "p. 34",
    ou: "Dans le document lui-même.",
    source: USAGE_DE_RIGEL,
  },
});
