import type { Commande } from "../commande";
import { executerSurBase } from "../commande-base";

export const journalCommande: Commande = {
  nom: "journal",
  resume: "vérifie la chaîne du journal (journal verifier)",
  aide: [
    "Usage : npm run --silent rigel -- journal verifier [--json]",
    "",
    "Recalcule la chaîne du journal et dit quelle entrée a été modifiée, retirée, déplacée ou ajoutée.",
    "",
    "  --json   le compte rendu en JSON",
    "  --help   affiche cette aide",
    "",
    "Codes de sortie : 0 journal conforme, 1 journal altéré, 64 usage incorrect.",
  ].join("\n"),
  executer: (args, sorties) => executerSurBase("journal", args, sorties),
};
