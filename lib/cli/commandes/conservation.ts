import type { Commande } from "../commande";
import { executerSurBase } from "../commande-base";

export const conservationCommande: Commande = {
  nom: "conservation",
  resume: "efface ou anonymise ce que les durées de conservation ont dépassé",
  aide: [
    "Usage : npm run --silent rigel -- conservation [OPTIONS]",
    "",
    "Applique les durées de conservation : prévient puis efface les comptes sans contact depuis deux ans, supprime les",
    "sessions, liens, invitations, courriels et demandes arrivés à leur terme, et les fichiers retirés des dossiers.",
    "Le serveur le fait lui-même une fois par jour. Chaque passage est inscrit au journal.",
    "",
    "Options :",
    "  --simuler  dit ce qui serait effacé, sans rien changer",
    "  --json     écrit le résultat en JSON (rigel-conservation/1)",
    "",
    "Code de sortie : 0 fait, 64 mauvais usage, 70 défaut.",
  ].join("\n"),
  executer: (args, sorties) => executerSurBase("conservation", args, sorties),
};
