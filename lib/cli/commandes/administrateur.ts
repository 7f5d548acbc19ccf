import type { Commande } from "../commande";
import { executerSurBase } from "../commande-base";

export const administrateurCommande: Commande = {
  nom: "administrateur",
  resume: "donne le rôle d’administrateur à un compte",
  aide: ["Usage : npm run --silent rigel -- administrateur [OPTIONS]"].join("\n"),
  executer: (args, sorties) => executerSurBase("administrateur", args, sorties),
};
