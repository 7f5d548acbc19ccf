// The steps of `npm test`. Each returns how many tests passed, failed and were skipped; a check without tests counts one.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { construire } from "../../lib/cli/lancement/construction.mjs";
import { demarrer, executer } from "../../lib/cli/lancement/execution.mjs";
import { depuisRacine } from "../../lib/cli/lancement/racine.mjs";
import { portLibre } from "../../lib/cli/lancement/serveur.mjs";
import { additionner, bilanPlaywright, bilanVitest, controle, echecsPlaywright, echecsVitest } from "./bilan.mjs";
import { assurerChromium } from "./chromium.mjs";
import { assurerLibreOffice } from "./libreoffice.mjs";
import { semence } from "./semence.mjs";

const node = (script, ...args) => executer(process.execPath, [depuisRacine(script), ...args]);
const NEXT = "node_modules/next/dist/bin/next";
const BIOME = "node_modules/@biomejs/biome/bin/biome";
const TSC = "node_modules/typescript/bin/tsc";
const VITEST = "node_modules/vitest/vitest.mjs";
const PLAYWRIGHT = "node_modules/@playwright/test/cli.js";

/** Tests that failed so far, by name. */
export const ECHECS = [];

/** Runs a test runner that writes its results as JSON, and reads them back. */
async function avecRapport(lancer, lireBilan, lireEchecs) {
  const dossier = mkdtempSync(path.join(tmpdir(), "rigel-rapport-"));
  const fichier = path.join(dossier, "rapport.json");
  try {
    const reussi = await lancer(fichier);
    const lire = () => JSON.parse(readFileSync(fichier, "utf8"));
    ECHECS.push(...lireEchecs(lire).map((nom) => nom.replace(depuisRacine(""), "")));
    return lireBilan(lire, reussi);
  } finally {
    rmSync(dossier, { recursive: true, force: true });
  }
}

function vitest(projet) {
  return avecRapport(
    (fichier) =>
      node(VITEST, "run", "--project", projet, "--reporter=dot", "--reporter=json", `--outputFile.json=${fichier}`),
    bilanVitest,
    echecsVitest,
  );
}

/**
 * Two halves side by side, each with its own server and its own database: within a half the tests run one after another and
 * may count rows. One browser and one server leave a core idle half of the time.
 */
const MOITIES = 2;

/** `RIGEL_E2E="parcours equipe"`: only the specs of these names. Absent: all of them. */
const CHOISIES = (process.env.RIGEL_E2E ?? "").split(" ").filter((nom) => nom !== "");

async function playwright() {
  const chromium = await assurerChromium();
  // On a server, each half has a database of its own, sown there.
  return lancerMoities(chromium, process.env.DATABASE_URL ? null : await semence());
}

async function lancerMoities(chromium, modele) {
  const bilans = await Promise.all(
    Array.from({ length: MOITIES }, async (_, i) => {
      const port = await portLibre();
      const part = `${i + 1}/${MOITIES}`;
      return avecRapport(
        (fichier) => {
          const options = [`--shard=${part}`, "--reporter=list,json", `--output=test-results/moitie-${i + 1}`];
          const processus = demarrer(process.execPath, [depuisRacine(PLAYWRIGHT), "test", ...CHOISIES, ...options], {
            env: {
              CHROMIUM_PATH: chromium,
              RIGEL_E2E_PORT: String(port),
              PLAYWRIGHT_JSON_OUTPUT_NAME: fichier,
              ...(modele !== null && { RIGEL_E2E_MODELE: modele }),
            },
          });
          return new Promise((resoudre, refuser) => {
            processus.once("error", refuser);
            processus.once("exit", (code) => resoudre(code === 0));
          });
        },
        bilanPlaywright,
        echecsPlaywright,
      );
    }),
  );
  return additionner(bilans);
}

/** `partie` is what `npm test -- <partie>` selects; the order is the order of the run. */
export const ETAPES = [
  { partie: "lint", titre: "Biome", lancer: () => controle(node(BIOME, "check", "--error-on-warnings")) },
  {
    partie: "lint",
    titre: "TypeScript",
    // typegen writes next-env.d.ts and the types of the routes, which a fresh clone does not have.
    lancer: () => controle(node(NEXT, "typegen") && node(TSC, "--noEmit", "-p", depuisRacine("tsconfig.json"))),
  },
  { partie: "lint", titre: "Imports", lancer: () => controle(node("tests/outils/imports.mjs")) },
  {
    partie: "lint",
    titre: "Règles du code",
    lancer: () =>
      controle(executer(process.execPath, ["--import", "tsx", depuisRacine("tests/outils/regles-code.ts")])),
  },
  {
    partie: "unit",
    titre: "Tests unitaires",
    lancer: () => {
      // The annexe financière is opened and computed there: found or installed, never skipped.
      assurerLibreOffice();
      return vitest("unit");
    },
  },
  { partie: "db", titre: "Tests de la base", lancer: () => vitest("db") },
  {
    partie: "e2e",
    titre: "Construction",
    lancer: () => {
      if (!construire()) process.stdout.write("Construction à jour.\n");
      return controle(true);
    },
  },
  { partie: "e2e", titre: "Tests dans le navigateur", lancer: playwright },
];

export const PARTIES = [...new Set(ETAPES.map((etape) => etape.partie))];
