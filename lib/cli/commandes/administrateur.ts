import type { Commande } from "../commande";
import { executerSurBase } from "../commande-base";

export const administrateurCommande: Commande = {
  nom: "administrateur",
  resume: "ajoute, liste et retire les administrateurs du service",
  aide: [
    "Usage : npm run --silent rigel -- administrateur ajouter EMAIL [--prenom P] [--nom N] [--fin AAAA-MM-JJ] [--json]",
    "        npm run --silent rigel -- administrateur lister [--json]",
    "        npm run --silent rigel -- administrateur retirer EMAIL [--force] [--json]",
    "",
    "Crée le premier administrateur, qui accordera les autres droits dans le portail. Le compte est créé s’il n’existe pas ;",
    "la personne se connecte ensuite avec ProConnect, à la même adresse. Chaque geste est inscrit au journal.",
    "",
    "  EMAIL         adresse électronique de la personne",
    "  --prenom      prénom, pour un compte à créer",
    "  --nom         nom, pour un compte à créer",
    "  --fin         dernier jour du droit ; sans elle, il dure jusqu’à son retrait",
    "  --force       retire même le dernier administrateur",
    "  --json        écrit le résultat en JSON (rigel-administrateurs/1)",
    "  --help        affiche cette aide",
    "",
    "Codes de sortie : 0 fait, 1 refusé ou aucun administrateur, 64 mauvais usage, 70 défaut.",
  ].join("\n"),
  executer: (args, sorties) => executerSurBase("administrateur", args, sorties),
};
