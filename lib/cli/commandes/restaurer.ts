import path from "node:path";
import { lireArguments } from "../arguments";
import type { Commande } from "../commande";
import { executerSurBase } from "../commande-base";

export const restaurerCommande: Commande = {
  nom: "restaurer",
  resume: "remet la base et les fichiers d’une archive",
  aide: [
    "Usage : npm run --silent rigel -- restaurer FICHIER [--remplacer] [--force] [--json]",
    "",
    "Vérifie toute l’archive, remet la base et les fichiers, puis vérifie le journal. Tout ou rien.",
    "Le service doit être arrêté.",
    "",
    "  FICHIER       archive écrite par « sauvegarder »",
    "  --remplacer   efface ce que contient la base ; sans cette option, une base non vide est refusée",
    "  --force       sur PostgreSQL, restaure même si d’autres connexions sont ouvertes",
    "  --json        le compte rendu en JSON",
    "  --help        affiche cette aide",
    "",
    "Codes de sortie : 0 restauré, 1 refusé ou journal non conforme, 64 archive ou usage incorrect, 70 échec.",
  ].join("\n"),
  executer(args, sorties) {
    const options = {
      remplacer: { type: "boolean" },
      force: { type: "boolean" },
      json: { type: "boolean" },
    } as const;
    const lus = lireArguments(args, options, ["FICHIER"]);
    const drapeaux = (["remplacer", "force", "json"] as const).filter((o) => lus.options[o]).map((o) => `--${o}`);
    return executerSurBase("restaurer", [...drapeaux, "--", path.resolve(lus.arguments[0] as string)], sorties);
  },
};
