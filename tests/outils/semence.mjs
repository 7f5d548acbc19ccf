// The demo's data on PGlite, sown once for all that reads them: tests/db/seed.test.ts and the servers of the browser tests.

import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { empreinte } from "../../lib/cli/lancement/empreinte.mjs";
import { demarrer } from "../../lib/cli/lancement/execution.mjs";
import { depuisRacine } from "../../lib/cli/lancement/racine.mjs";

/** Everything that decides what the seed writes, but the day. */
const SOURCES = ["prisma", "lib", "tests/fixtures/exemples", "package-lock.json"];
const DOSSIER = path.join(tmpdir(), "rigel-tests");
const JOUR_MS = 86_400_000;

/** A folder left by another run, or by other sources: of no use once the day is past, and no run lasts a day. */
function retirerAnciennes() {
  for (const nom of readdirSync(DOSSIER).filter((n) => n.startsWith("semence-"))) {
    const dossier = path.join(DOSSIER, nom);
    const { mtimeMs } = statSync(dossier, { throwIfNoEntry: false }) ?? { mtimeMs: Date.now() };
    if (Date.now() - mtimeMs > JOUR_MS) rmSync(dossier, { recursive: true, force: true });
  }
}

/** Runs `prisma/seed.ts` as `npm run seed` does. Not at once: who waits goes on answering its own parent. */
async function semer(donnees) {
  const env = { RIGEL_DATA: donnees, RIGEL_DEMO: "1", LOG_LEVEL: "warn", DATABASE_URL: "" };
  const args = ["--conditions=react-server", "--import", "tsx", depuisRacine("prisma/seed.ts")];
  const processus = demarrer(process.execPath, args, { env, stdio: ["ignore", "ignore", "inherit"] });
  const code = await new Promise((resoudre, refuser) => {
    processus.once("error", refuser);
    processus.once("exit", resoudre);
  });
  if (code !== 0) throw new Error(`Les données de démonstration n’ont pas pu être semées (${code}).`);
}

/**
 * A data folder (`base`, `fichiers`) where the demo is sown, to take copies of. Made again when the sources or the day change:
 * some of its dates follow today's.
 */
export async function semence() {
  const jour = new Date().toISOString().slice(0, 10);
  const donnees = path.join(DOSSIER, `semence-${jour}-${empreinte(SOURCES).slice(0, 16)}`);
  if (existsSync(donnees)) return donnees;
  mkdirSync(DOSSIER, { recursive: true });
  retirerAnciennes();
  // Several may sow at once: the first to be whole takes the name.
  const brouillon = path.join(DOSSIER, `brouillon-${randomUUID()}`);
  try {
    await semer(brouillon);
    if (!existsSync(donnees)) renameSync(brouillon, donnees);
  } finally {
    rmSync(brouillon, { recursive: true, force: true });
  }
  return donnees;
}
