import path from "node:path";
import { lireArguments } from "../arguments";
import type { Commande } from "../commande";
import { executerSurBase } from "../commande-base";

const OPTIONS = { simuler: { type: "boolean" }, json: { type: "boolean" } } as const;

export const importerOrionCommande: Commande = {
  nom: "importer-orion",
  resume: "importe un export d’Orion dans la carte des formations",
  aide: [
    "Usage : npm run --silent rigel -- importer-orion EXPORT [--simuler] [--json]",
    "",
    "Lit un export d’Orion (restitution ou recueil, CSV ou XLSX, toutes générations d’en-têtes), le compare aux demandes",
    "déjà connues, puis l’applique en une seule fois : tout, ou rien. Un numéro de demande déjà connu est mis à jour, avec",
    "son historique. Un fichier dont une seule ligne est refusée n’est pas importé. Toutes les régions sont prises.",
    "",
    "  EXPORT     fichier CSV ou XLSX",
    "  --simuler  dit ce qui changerait, n’écrit rien",
    "  --json     le compte rendu en JSON (rigel-import-orion/1)",
    "  --help     affiche cette aide",
    "",
    "Codes de sortie : 0 importé, ou rien à faire ; 1 lignes refusées, rien n’est importé ; 64 fichier ou usage incorrect.",
  ].join("\n"),
  executer(args, sorties) {
    const lus = lireArguments(args, OPTIONS, ["EXPORT"]);
    const options = [...(lus.options.simuler ? ["--simuler"] : []), ...(lus.options.json ? ["--json"] : [])];
    // The server that executes it may run elsewhere: it takes no relative path.
    return executerSurBase("importer-orion", [...options, "--", path.resolve(lus.arguments[0] ?? "")], sorties);
  },
};
