import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { RACINE } from "./racine.mjs";

function fichiers(chemin) {
  if (!existsSync(chemin)) return [];
  if (statSync(chemin).isFile()) return [chemin];
  return readdirSync(chemin, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entree) => fichiers(path.join(chemin, entree.name)));
}

/** One fingerprint of the names and contents of these files and folders: what is absent counts too. */
export function empreinte(chemins, racine = RACINE) {
  const somme = createHash("sha256");
  for (const chemin of chemins) {
    for (const fichier of fichiers(path.join(racine, chemin))) {
      somme
        .update(`${path.relative(racine, fichier)}\0`)
        .update(readFileSync(fichier))
        .update("\0");
    }
  }
  return somme.digest("hex");
}
