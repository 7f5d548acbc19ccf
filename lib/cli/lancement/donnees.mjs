import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { empreinte } from "./empreinte.mjs";
import { Arret, executer } from "./execution.mjs";
import { depuisRacine } from "./racine.mjs";

/** Everything that decides what the seed writes. */
const SOURCES = ["prisma", "lib", "tests/fixtures/exemples", "package-lock.json"];
const PERSONAS = "prisma/reference/personas.json";

/**
 * Migrates the database and fills it with the demo's data. The seed is idempotent; on PGlite it is even skipped when
 * nothing changed since, which makes a restart a matter of seconds. A server's database may have been replaced: there it
 * always runs.
 */
export function semer(dossierDonnees, env = {}) {
  const temoin = path.join(dossierDonnees, "semence");
  const attendue = empreinte(SOURCES);
  const dejaFait =
    !process.env.DATABASE_URL &&
    !env.DATABASE_URL &&
    existsSync(path.join(dossierDonnees, "base", "PG_VERSION")) &&
    existsSync(temoin) &&
    readFileSync(temoin, "utf8") === attendue;
  if (dejaFait) return false;
  const args = ["--conditions=react-server", "--import", "tsx", depuisRacine("prisma/seed.ts")];
  if (!executer(process.execPath, args, { env: { ...env, RIGEL_DATA: dossierDonnees, RIGEL_DEMO: "1" } })) {
    throw new Arret("Les données de démonstration n’ont pas pu être écrites : voyez le message ci-dessus.");
  }
  mkdirSync(dossierDonnees, { recursive: true });
  writeFileSync(temoin, attendue);
  return true;
}

/** The demo's accounts, as lines to print. */
export function comptesDeDemonstration() {
  const fichier = depuisRacine(PERSONAS);
  if (!existsSync(fichier)) return [];
  const personas = JSON.parse(readFileSync(fichier, "utf8"));
  const noms = personas.map(({ prenom, nom }) => `${prenom} ${nom}`);
  const largeur = Math.max(...noms.map((nom) => nom.length));
  return personas.map(({ description }, i) => `${(noms[i] ?? "").padEnd(largeur)}  ${description}`);
}
