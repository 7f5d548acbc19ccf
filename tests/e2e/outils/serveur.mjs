// The server of the browser tests: a fresh, seeded demo in a temporary folder (with DATABASE_URL, in a database of its own
// on that server), removed at the end.

import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import pg from "pg";
import { construire } from "../../../lib/cli/lancement/construction.mjs";
import { semer } from "../../../lib/cli/lancement/donnees.mjs";
import { servir } from "../../../lib/cli/lancement/serveur.mjs";

const port = Number(process.env.RIGEL_E2E_PORT);

async function surServeur(sql) {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

async function baseNeuve() {
  if (!process.env.DATABASE_URL) return { env: {}, retirer: async () => undefined };
  const nom = `rigel_e2e_${process.pid}`;
  await surServeur(`CREATE DATABASE "${nom}"`);
  const url = new URL(process.env.DATABASE_URL);
  url.pathname = `/${nom}`;
  return { env: { DATABASE_URL: url.href }, retirer: () => surServeur(`DROP DATABASE "${nom}" WITH (FORCE)`) };
}

/** A ProConnect of our own, in its own process: the specs find it where the sign-in button leads. */
function demarrerFournisseur(service) {
  const processus = spawn(process.execPath, ["tests/outils/proconnect/serveur.mjs"], {
    env: { ...process.env, ...CLIENT, PROCONNECT_ESSAI_SERVICE: service, PROCONNECT_ESSAI_PORT: "0" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  return new Promise((resoudre, refuser) => {
    processus.once("exit", (code) => refuser(new Error(`Le fournisseur d’identité d’essai s’est arrêté (${code})`)));
    createInterface({ input: processus.stdout }).once("line", (ligne) =>
      resoudre({ issuer: JSON.parse(ligne).issuer, arreter: () => processus.kill("SIGTERM") }),
    );
  });
}

const CLIENT = { PROCONNECT_CLIENT_ID: "rigel-essai", PROCONNECT_CLIENT_SECRET: "secret-d-essai" };
const adresse = `http://localhost:${port}`;
const fournisseur = await demarrerFournisseur(adresse);
const donnees = mkdtempSync(path.join(tmpdir(), "rigel-e2e-"));
const base = await baseNeuve();
const env = {
  ...base.env,
  RIGEL_DATA: donnees,
  RIGEL_DEMO: "1",
  NEXTAUTH_URL: adresse,
  PROCONNECT_ISSUER: fournisseur.issuer,
  ...CLIENT,
  LOG_LEVEL: process.env.LOG_LEVEL || "warn",
};

/** Where this server's data are, for the tests that use the command line beside it. */
const fiche = path.join(tmpdir(), `rigel-e2e-${port}.json`);
writeFileSync(fiche, JSON.stringify(env), { mode: 0o600 });

let serveur;
let fini = false;
async function finir() {
  if (fini) return;
  fini = true;
  await serveur?.arreter();
  fournisseur.arreter();
  await base.retirer();
  rmSync(donnees, { recursive: true, force: true });
  rmSync(fiche, { force: true });
}
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => finir());

try {
  construire();
  // Seeded once for all the servers of a run, which each take a copy.
  if (process.env.RIGEL_E2E_MODELE) cpSync(process.env.RIGEL_E2E_MODELE, donnees, { recursive: true });
  else semer(donnees, env);
  serveur = await servir(port, env);
  await serveur.fin;
} finally {
  await finir();
}
