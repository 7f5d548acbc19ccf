import path from "node:path";
import { lireArguments } from "../arguments";
import type { Commande } from "../commande";
import { executerSurBase } from "../commande-base";

/** Local time, without what a file system refuses; names sort by date. */
const nomParDefaut = (maintenant: Date): string => {
  const deux = (n: number) => String(n).padStart(2, "0");
  const jour = [maintenant.getFullYear(), deux(maintenant.getMonth() + 1), deux(maintenant.getDate())].join("-");
  return `rigel-${jour}-${deux(maintenant.getHours())}h${deux(maintenant.getMinutes())}.rigel.tar.gz`;
};

export const sauvegarderCommande: Commande = {
  nom: "sauvegarder",
  resume: "sauvegarde la base et les fichiers dans une archive",
  aide: [
    "Usage : npm run --silent rigel -- sauvegarder [FICHIER] [--json]",
    "",
    "Écrit la base de données et les fichiers (pièces, PDF déposés) dans une seule archive avec leurs empreintes SHA-256.",
    "Le service peut être en marche. L’archive n’est lisible que par son propriétaire et n’est pas chiffrée.",
    "",
    "  FICHIER   archive à écrire ; elle ne doit pas exister (rigel-AAAA-MM-JJ-HHhMM.rigel.tar.gz ici, par défaut)",
    "  --json    le compte rendu en JSON",
    "  --help    affiche cette aide",
    "",
    "Codes de sortie : 0 archive écrite, 64 fichier ou usage incorrect, 70 échec.",
  ].join("\n"),
  executer(args, sorties) {
    const aNomme = args.some((arg) => !arg.startsWith("-"));
    const lus = lireArguments(args, { json: { type: "boolean" } }, aNomme ? ["FICHIER"] : []);
    const fichier = path.resolve(lus.arguments[0] ?? nomParDefaut(new Date()));
    return executerSurBase("sauvegarder", [...(lus.options.json ? ["--json"] : []), "--", fichier], sorties);
  },
};
