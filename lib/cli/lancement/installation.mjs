import { existsSync, readFileSync } from "node:fs";
import { Arret, executer, executerEnSilence } from "./execution.mjs";
import { depuisRacine } from "./racine.mjs";

const NODE_MINIMAL = [20, 19];

export function verifierNode(version = process.versions.node) {
  const [majeure = 0, mineure = 0] = version.split(".").map(Number);
  const [majeureMin, mineureMin] = NODE_MINIMAL;
  if (majeure > majeureMin || (majeure === majeureMin && mineure >= mineureMin)) return;
  throw new Arret(`Rigel demande Node ${NODE_MINIMAL.join(".")} ou plus récent ; celui-ci est ${version}.`);
}

function lireVerrou(chemin) {
  return existsSync(chemin) ? JSON.parse(readFileSync(chemin, "utf8")).packages : null;
}

/**
 * Does node_modules hold what package-lock.json asks for? npm keeps the list of what it installed in a hidden lock file;
 * optional packages of other systems are not in it.
 */
export function dependancesAJour(racine = depuisRacine()) {
  const attendus = lireVerrou(`${racine}/package-lock.json`);
  const installes = lireVerrou(`${racine}/node_modules/.package-lock.json`);
  if (attendus === null || installes === null) return false;
  return Object.entries(attendus).every(([chemin, { version, optional }]) => {
    if (chemin === "" || (optional && installes[chemin] === undefined)) return true;
    return installes[chemin]?.version === version;
  });
}

/** `npm ci` only when needed: it takes half a minute. */
export function assurerDependances() {
  if (dependancesAJour()) return;
  process.stdout.write("Installation des dépendances (npm ci)…\n");
  if (!executer("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"])) {
    throw new Arret("L’installation des dépendances a échoué : voyez le message de npm ci-dessus.");
  }
}

export function genererClientPrisma() {
  if (!executerEnSilence(process.execPath, [depuisRacine("prisma/moteur/lancer.mjs"), "generate"])) {
    throw new Arret("Le client Prisma n’a pas pu être généré : voyez le message ci-dessus.");
  }
}
