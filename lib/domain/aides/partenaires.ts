import { regles, table, USAGE_DE_RIGEL } from "./aide";

export const AIDES_PARTENAIRES = table({
  "partenaires.nom": {
    pourquoi: "Le nom officiel du partenaire, tel qu’il figurera dans la convention et sur sa lettre d’engagement.",
    exemple: "Lycée polyvalent Jean-Moulin",
    ou: "Annuaire des entreprises ou annuaire de l’Éducation nationale.",
    source: USAGE_DE_RIGEL,
  },
  "partenaires.nature": {
    pourquoi:
      "La forme juridique décide de deux choses : le chef de file doit être un opérateur public adapté, et le projet doit servir un établissement secondaire d’enseignement professionnel ou un réseau.",
    exemple: "Groupement d’intérêt public (GIP)",
    ou: "Répertoire SIRENE, rubrique « catégorie juridique », dans l’Annuaire des entreprises.",
    source: regles("PORTAGE", "BENEFICIAIRE"),
  },
  "partenaires.categorie": {
    pourquoi:
      "Le rôle du partenaire : employeur, organisme de formation ou donneur d’ordre public. Un employeur engagé par une lettre est demandé pour la transformation de la carte.",
    exemple: "Employeur, pour une entreprise, une branche ou un syndicat professionnel",
    ou: "Demandez-vous ce que le partenaire apporte au projet : des emplois, des formations ou une commande publique.",
    source: regles("ECONOMIE", "TROIS_CATEGORIES"),
  },
  "partenaires.chefDeFile": {
    pourquoi:
      "Le chef de file signe la convention, reçoit la subvention et en répond. Il y en a un seul, et c’est un opérateur public adapté.",
    exemple: "Le GIP de formation continue de l’académie",
    ou: "À décider avec les partenaires. Le plus souvent le GIP ou un lycée.",
    source: regles("PORTAGE"),
  },
  "partenaires.siret": {
    pourquoi: "Le SIRET désigne l’établissement sans erreur possible. Rigel vérifie sa clé de contrôle.",
    exemple: "732 829 320 00074",
    ou: "Annuaire des entreprises, qui lit le répertoire SIRENE ; ou en bas d’une facture.",
    source: USAGE_DE_RIGEL,
  },
  "partenaires.uai": {
    pourquoi:
      "L’UAI désigne un établissement scolaire. Il relie le partenaire aux formations qu’il ouvre ou ferme, et prouve que le projet sert un établissement d’enseignement professionnel.",
    exemple: "0951099D",
    ou: "Annuaire de l’Éducation nationale, fiche de l’établissement ; ou Orion.",
    source: regles("BENEFICIAIRE", "COH_ETAB"),
  },
  "partenaires.lettreEngagement": {
    pourquoi:
      "La lettre prouve que le partenaire s’engage, et pour combien. Sans lettre signée, son cofinancement n’est pas tenu pour acquis.",
    exemple: "50 000,00 €, signée le 1er février 2024",
    ou: "Chez le partenaire. Comptez plusieurs semaines : la signature passe souvent par une direction ou un conseil.",
    source: regles("COFI_ENGAGE", "ECONOMIE"),
  },
  "partenaires.lettreEngagement.montant": {
    pourquoi:
      "Le montant écrit sur la lettre. Rigel le compare au plan de financement : s’ils diffèrent, la lettre est périmée et doit être refaite.",
    exemple: "50 000,00",
    ou: "Sur la lettre signée. Écrivez 0 si le partenaire s’engage sans argent.",
    source: regles("COH_LETTRES"),
  },
  "partenaires.lettreEngagement.signeeLe": {
    pourquoi: "Une lettre compte à partir du jour où elle est signée.",
    exemple: "1er février 2024",
    ou: "À côté de la signature.",
    source: regles("COFI_ENGAGE"),
  },
  "partenaires.aideEtat": {
    pourquoi:
      "Une entreprise qui reçoit de l’argent public doit dire quel règlement européen l’y autorise. Cela ne concerne que les entreprises qui reçoivent une part de la subvention.",
    exemple: "Règlement de minimis 2023/2831",
    ou: "Service juridique ou financier de l’entreprise ; à défaut, celui de la Région.",
    source: regles("AIDE_ETAT"),
  },
  "partenaires.role": {
    pourquoi:
      "Ce que le partenaire fait dans le projet. Une phrase suffit : elle dit à toute l’équipe, et à lui-même, pourquoi il est là.",
    exemple: "Accueille le plateau technique d’usinage et forme 24 apprentis par an.",
    ou: "À convenir avec le partenaire.",
    source: USAGE_DE_RIGEL,
  },
  "partenaires.contactNom": {
    pourquoi:
      "La personne à qui l’équipe écrit au sujet du projet. Son nom et ses coordonnées restent dans ce dossier : ni l’export ni le PDF ne les contiennent.",
    exemple: "Dominique Exemple",
    ou: "À demander au partenaire, avec son accord.",
    source: USAGE_DE_RIGEL,
  },
  "partenaires.contactFonction": {
    pourquoi: "La fonction du contact aide à savoir ce qu’il peut décider, et à retrouver qui le remplace.",
    exemple: "Directrice déléguée aux formations",
    ou: "À demander au partenaire.",
    source: USAGE_DE_RIGEL,
  },
  "partenaires.contactCourriel": {
    pourquoi:
      "L’adresse à laquelle la lettre d’engagement et l’invitation à remplir sa part peuvent être envoyées. Préférez une adresse professionnelle.",
    exemple: "dominique.exemple@exemple.fr",
    ou: "À demander au partenaire.",
    source: USAGE_DE_RIGEL,
  },
  "partenaires.contactTelephone": {
    pourquoi: "Pour joindre le contact quand un courriel ne suffit pas. Facultatif.",
    exemple: "01 99 00 12 34",
    ou: "À demander au partenaire.",
    source: USAGE_DE_RIGEL,
  },
  "partenaires.signataireNom": {
    pourquoi:
      "La personne habilitée à engager le partenaire. Son nom est écrit sous la lettre d’engagement que Rigel prépare.",
    exemple: "Claude Exemple",
    ou: "Chez le partenaire : sa direction, ou qui en a reçu délégation de signature.",
    source: regles("COFI_ENGAGE"),
  },
  "partenaires.signataireFonction": {
    pourquoi: "La qualité en laquelle la lettre est signée.",
    exemple: "Proviseur",
    ou: "Chez le partenaire.",
    source: regles("COFI_ENGAGE"),
  },
  "campus.nom": {
    pourquoi:
      "Un campus des métiers et des qualifications est un réseau d’établissements. Le relier au dossier montre que le projet sert ce réseau.",
    exemple: "Campus des métiers et des qualifications Hydrogène et décarbonation",
    ou: "La liste des campus est publiée par l’Éducation nationale ; Orion les cite sous « Nom CMQ ».",
    source: regles("BENEFICIAIRE", "COH_ETAB"),
  },
  "campus.excellence": {
    pourquoi: "Certains campus ont reçu le label « Excellence ». Le volet 2 de l’appel s’adresse à eux.",
    exemple: "Cochez si le label figure sur la décision de labellisation.",
    ou: "Directeur opérationnel du campus, ou arrêté de labellisation.",
    source: regles("VOLET"),
  },
});
