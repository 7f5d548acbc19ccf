import type { Commande } from "../commande";
import { executerSurBase } from "../commande-base";

export const journalCommande: Commande = {
  nom: "journal",
  resume: "vérifie le journal d’audit, liste ses empreintes (journal verifier, journal empreintes)",
  aide: [
    "Usage : npm run --silent rigel -- journal verifier [--dossier ID] [--ancre JOUR=EMPREINTE]… [--json]",
    "        npm run --silent rigel -- journal empreintes [--json]",
    "",
    "verifier recalcule chaque chaîne du journal et dit quelle entrée a été modifiée, retirée, déplacée ou ajoutée.",
    "empreintes liste les empreintes des journées : gardées hors de la base, elles prouvent qu’elle n’a pas été refaite.",
    "",
    "  --dossier ID             un seul dossier",
    "  --ancre JOUR=EMPREINTE   compare avec une empreinte gardée ailleurs (peut se répéter)",
    "  --json                   le compte rendu en JSON",
    "  --help                   affiche cette aide",
    "",
    "Codes de sortie : 0 journal conforme, 1 journal altéré, 64 usage incorrect.",
  ].join("\n"),
  executer: (args, sorties) => executerSurBase("journal", args, sorties),
};
