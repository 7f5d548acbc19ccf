import { regles, table, USAGE_DE_RIGEL } from "./aide";

export const AIDES_PUBLICS = table({
  "publics.public": {
    pourquoi:
      "À qui le projet s’adresse : lycéens, apprentis, salariés… Chaque ligne est un public, un niveau et une année.",
    exemple: "Lycéens",
    ou: "Votre réponse à « Stratégie d’identification des apprenants ».",
    source: regles("APPRENANTS"),
  },
  "publics.niveau": {
    pourquoi: "Le niveau de la formation suivie, de 1 à 8. Il montre quels parcours le projet ouvre.",
    exemple: "4, pour un baccalauréat professionnel",
    ou: "CAP : 3 ; bac : 4 ; BTS : 5 ; licence : 6 ; master : 7.",
    source: regles("PARCOURS"),
  },
  "publics.annee": {
    pourquoi: "L’année civile où ces personnes sont formées.",
    exemple: "2025",
    ou: "Une ligne par année du projet.",
    source: USAGE_DE_RIGEL,
  },
  "publics.prevu": {
    pourquoi: "Combien de personnes vous comptez former. Ce chiffre sera comparé chaque année au réalisé.",
    exemple: "240",
    ou: "Places des transformations de la carte, effectifs des CFA, plans de formation des entreprises.",
    source: regles("AUTOEVALUATION"),
  },
  "indicateurs.nom": {
    pourquoi:
      "Ce que vous mesurerez pour savoir si le projet réussit. L’appel demande la capacité de s’évaluer : un indicateur complet au moins.",
    exemple: "Places ouvertes dans les métiers de l’électricité",
    ou: "Partez de vos besoins : qu’est-ce qui aura changé à la fin ?",
    source: regles("AUTOEVALUATION"),
  },
  "indicateurs.type": {
    pourquoi: "La forme du chiffre : un nombre, un taux, un jalon atteint. Elle dit comment le lire.",
    exemple: "Nombre",
    ou: "Taux pour un pourcentage, nombre pour un compte, jalon pour une étape faite ou non.",
    source: USAGE_DE_RIGEL,
  },
  "indicateurs.reference": {
    pourquoi: "La valeur avant le projet. Sans elle, on ne peut pas mesurer de progrès. Zéro est une réponse.",
    exemple: "0",
    ou: "La dernière valeur connue dans la source que vous citez.",
    source: regles("AUTOEVALUATION"),
  },
  "indicateurs.cibles": {
    pourquoi: "La valeur visée pour chaque année civile que le projet traverse. Il en faut une par année.",
    exemple: "100 en 2025, 180 en 2026",
    ou: "À décider avec les partenaires ; vérifiez qu’elles suivent les rentrées de la carte.",
    source: regles("AUTOEVALUATION"),
  },
  "indicateurs.source": {
    pourquoi: "Où le chiffre sera lu chaque année. Choisissez une source que vous aurez encore dans trois ans.",
    exemple: "Constat de rentrée",
    ou: "Constat de rentrée, base élèves, InserJeunes, enquête auprès des entreprises.",
    source: regles("AUTOEVALUATION"),
  },
});
