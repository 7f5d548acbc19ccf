import { regles, table, USAGE_DE_RIGEL } from "./aide";

export const AIDES_FINANCEMENT = table({
  "financements.source": {
    pourquoi:
      "D’où vient l’argent : public, privé, européen ou autofinancement. La ligne « France 2030 » est la subvention demandée ; toutes les autres la complètent. Le total doit être égal au coût du projet, au centime.",
    exemple: "Région",
    ou: "Lettres d’engagement et délibérations des financeurs.",
    source: regles("EQUILIBRE", "COFI_PRIVE"),
  },
  "financements.partenaire": {
    pourquoi: "Le partenaire qui apporte cette somme. Rigel compare la ligne au montant de sa lettre d’engagement.",
    exemple: "Conseil régional",
    ou: "Parmi les partenaires du dossier.",
    source: regles("COFI_ENGAGE", "COH_LETTRES"),
  },
  "financements.montant": {
    pourquoi:
      "La somme apportée. Pour la subvention : au plus 70 % du coût éligible, et au moins 1 000 000 € dans les régimes qui fixent ce seuil.",
    exemple: "6 000 000,00",
    ou: "La lettre d’engagement ou la délibération du financeur. Pour la subvention, la jauge du panneau « Verdict » montre ce qui reste possible.",
    source: regles("PLAFOND_70", "SEUIL_1M", "EQUILIBRE"),
  },
  "financements.nature": {
    pourquoi:
      "Numéraire : de l’argent versé. Valorisation : du temps, des locaux ou du matériel, chiffrés mais non versés.",
    exemple: "Valorisation, pour un formateur prêté par une entreprise",
    ou: "Demandez au financeur si un virement aura lieu.",
    source: USAGE_DE_RIGEL,
  },
  "financements.baseValorisation": {
    pourquoi:
      "Une valorisation n’est pas versée : dites ce qui est prêté ou donné, et comment sa valeur est calculée. La base figure dans le PDF du dossier ; rien n’empêche de déposer sans elle.",
    exemple: "120 jours de formateur à 350 € par jour",
    ou: "Convention de mise à disposition, grille de coûts du partenaire.",
    source: USAGE_DE_RIGEL,
  },
  "financements.engage": {
    pourquoi:
      "Un cofinancement est engagé quand le financeur l’a décidé. Avant, il est espéré : il faut le justifier au dépôt.",
    exemple: "Cochez après le vote de la Région ou la signature de la lettre.",
    ou: "Délibération, décision ou lettre signée du financeur.",
    source: regles("COFI_ENGAGE"),
  },
  "repartition.partenaire": {
    pourquoi:
      "La subvention arrive au chef de file, qui garde sa part et reverse les autres. Dites à qui, lui compris.",
    exemple: "Lycée polyvalent Jean-Moulin",
    ou: "Parmi les partenaires du dossier.",
    source: USAGE_DE_RIGEL,
  },
  "repartition.part": {
    pourquoi:
      "La part de la subvention que reçoit ce partenaire, en pour cent : son montant en est calculé, et les centimes tombent juste. C’est le montant qui compte ; si la subvention change ensuite, Rigel propose de recalculer, sans jamais le faire seul.",
    exemple: "33,5",
    ou: "Accord de consortium.",
    source: USAGE_DE_RIGEL,
  },
  "repartition.subvention": {
    pourquoi:
      "Ce que ce partenaire reçoit de la subvention ; le chef de file le lui reverse. Si c’est une entreprise, elle doit nommer la base juridique de l’aide.",
    exemple: "250 000,00",
    ou: "Accord de consortium, ou service budgétaire du chef de file.",
    source: regles("AIDE_ETAT"),
  },
  "complementarite.financementsAnterieurs": {
    pourquoi:
      "L’appel ne paie pas deux fois le même équipement. Il demande si PIA2, PIA3 ou l’AMI CMA ont déjà payé une partie de ce que vous demandez.",
    exemple: "Oui, si un plateau technique du projet a déjà été équipé par le PIA3",
    ou: "Service budgétaire du GIP et chefs d’établissement ; inventaire des équipements.",
    source: regles("CUMUL_PIA"),
  },
  "complementarite.texte": {
    pourquoi: "Si de l’argent a déjà été reçu, expliquez en quoi les moyens demandés complètent les précédents.",
    exemple:
      "Le PIA3 a payé l’atelier d’électrotechnique en 2021 ; le projet y ajoute un banc d’essai qui n’existe pas.",
    ou: "Conventions et bilans des projets antérieurs.",
    source: regles("CUMUL_PIA"),
  },
});
