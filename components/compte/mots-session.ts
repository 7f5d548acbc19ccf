/** How a session was opened, and why it ended, in the words of the person. */

export const METHODES_SESSION: Readonly<Record<string, string>> = {
  proconnect: "ProConnect",
  lien: "Lien reçu par courriel",
  persona: "Compte de démonstration",
};

export const FINS_SESSION: Readonly<Record<string, string>> = {
  sortie: "Vous vous êtes déconnecté",
  revoquee: "Fermée depuis une autre session",
  droit_retire: "Un de vos droits a été retiré",
  compte_desactive: "Le compte a été fermé",
  compte_efface: "Le compte a été effacé",
  inactivite: "Deux heures sans activité",
  duree: "Douze heures, la durée maximale",
};
