// The server of the browser tests: a fresh, seeded demo in a temporary folder (with DATABASE_URL, in a database of its own
// on that server), removed at the end.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
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

const donnees = mkdtempSync(path.join(tmpdir(), "rigel-e2e-"));
const base = await baseNeuve();
const env = {
  ...base.env,
  RIGEL_DATA: donnees,
  RIGEL_DEMO: "1",
  NEXTAUTH_URL: `http://localhost:${port}`,
  LOG_LEVEL: process.env.LOG_LEVEL || "warn",
};

let serveur;
let fini = false;
async function finir() {
  if (fini) return;
  fini = true;
  await serveur?.arreter();
  await base.retirer();
  rmSync(donnees, { recursive: true, force: true });
}
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => finir());

try {
  construire();
  semer(donnees, env);
  serveur = await servir(port, env);
  await serveur.fin;
} finally {
  await finir();
}
