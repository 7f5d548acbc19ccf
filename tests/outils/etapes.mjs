// The steps of `npm test`. Each returns how many tests passed, failed and were skipped; a check without tests counts one.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { construire } from "../../lib/cli/lancement/construction.mjs";
import { executer } from "../../lib/cli/lancement/execution.mjs";
import { depuisRacine } from "../../lib/cli/lancement/racine.mjs";
import { portLibre } from "../../lib/cli/lancement/serveur.mjs";
import { bilanPlaywright, bilanVitest, controle } from "./bilan.mjs";
import { assurerChromium } from "./chromium.mjs";

const node = (script, ...args) => executer(process.execPath, [depuisRacine(script), ...args]);
const NEXT = "node_modules/next/dist/bin/next";
const BIOME = "node_modules/@biomejs/biome/bin/biome";
const TSC = "node_modules/typescript/bin/tsc";
const VITEST = "node_modules/vitest/vitest.mjs";
const PLAYWRIGHT = "node_modules/@playwright/test/cli.js";

/** Runs a test runner that writes its results as JSON, and reads them back. */
async function avecRapport(lancer, lireBilan) {
  const dossier = mkdtempSync(path.join(tmpdir(), "rigel-rapport-"));
  const fichier = path.join(dossier, "rapport.json");
  try {
    const reussi = await lancer(fichier);
    return lireBilan(() => JSON.parse(readFileSync(fichier, "utf8")), reussi);
  } finally {
    rmSync(dossier, { recursive: true, force: true });
  }
}

function vitest(projet) {
  return avecRapport(
    (fichier) =>
      node(VITEST, "run", "--project", projet, "--reporter=dot", "--reporter=json", `--outputFile.json=${fichier}`),
    bilanVitest,
  );
}

async function playwright() {
  const chromium = await assurerChromium();
  const port = await portLibre();
  return avecRapport(
    (fichier) =>
      executer(process.execPath, [depuisRacine(PLAYWRIGHT), "test", "--reporter=list,json"], {
        env: { CHROMIUM_PATH: chromium, RIGEL_E2E_PORT: String(port), PLAYWRIGHT_JSON_OUTPUT_NAME: fichier },
      }),
    bilanPlaywright,
  );
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
  { partie: "unit", titre: "Tests unitaires", lancer: () => vitest("unit") },
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
