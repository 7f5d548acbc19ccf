#!/usr/bin/env node
// Prisma's schema engine without a native binary: the CLI starts this file (PRISMA_SCHEMA_ENGINE_BINARY) and speaks
// JSON-RPC to it, one message per line. The work is done by @prisma/schema-engine-wasm, the same engine compiled to
// WebAssembly and published on the npm registry, so no command of the CLI downloads anything. See docs/decisions.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import readline from "node:readline";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { connexions } from "./connexions.mjs";

const require = createRequire(import.meta.url);
const args = process.argv.slice(2);

/** The value that follows an option, every time it is given. */
function options(nom) {
  return args.flatMap((arg, i) => (arg === nom && args[i + 1] !== undefined ? [args[i + 1]] : []));
}

async function chargerMoteur() {
  const liaison = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const dossier = path.dirname(require.resolve("@prisma/schema-engine-wasm"));
  const octets = readFileSync(path.join(dossier, "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(octets, { "./schema_engine_bg.js": liaison });
  liaison.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return liaison.SchemaEngine;
}

function ecrire(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
}

const urlSource = JSON.parse(options("--datasource")[0] ?? "{}").url ?? "";
const { fabrique, fermer } = connexions(urlSource);

/** `schema-engine cli can-connect-to-database`: the CLI reads the exit code, and the error as one JSON line on stderr. */
async function commandeCli() {
  try {
    const connexion = await fabrique.connect();
    await connexion.executeScript("select 1");
    await connexion.dispose();
    return 0;
  } catch (erreur) {
    process.stderr.write(
      `${JSON.stringify({ level: "ERROR", fields: { message: erreur.message, error_code: "P1001" } })}\n`,
    );
    return 1;
  } finally {
    await fermer();
  }
}

async function servir() {
  const SchemaEngine = await chargerMoteur();
  const modeles = options("--datamodels").map((fichier) => [fichier, readFileSync(fichier, "utf8")]);
  const fabriqueLiee = bindMigrationAwareSqlAdapterFactory(fabrique);
  const journal = (ligne) => {
    if (process.env.RIGEL_MOTEUR_JOURNAL) process.stderr.write(`${ligne}\n`);
  };
  // Made on the first request: `--help` and a wrong argument then answer at once.
  let moteur;

  async function appeler(methode, params) {
    moteur ??= await SchemaEngine.new({ datamodels: modeles.length > 0 ? modeles : undefined }, journal, fabriqueLiee);
    if (methode === "getDatabaseVersion") return moteur.version(null);
    if (methode === "createDatabase") return { databaseName: "" };
    return moteur[methode](params);
  }

  async function repondre({ id, method, params }) {
    try {
      let resultat = await appeler(method, params);
      if (method === "diff" && resultat?.stdout != null) {
        // The native engine prints a diff by calling the CLI back; the WebAssembly one returns it.
        ecrire({ id: 10_000 + id, method: "print", params: { content: resultat.stdout } });
        resultat = { ...resultat, stdout: null };
      }
      ecrire({ id, result: resultat ?? {} });
    } catch (erreur) {
      const data = {
        is_panic: false,
        message: erreur.message,
        error_code: erreur.code ?? null,
        meta: erreur.meta ?? null,
      };
      ecrire({ id, error: { code: 4466, message: erreur.message, data } });
    }
  }

  for await (const ligne of readline.createInterface({ input: process.stdin })) {
    const message = JSON.parse(ligne);
    // A message without a method is the CLI's answer to our own « print ».
    if (message.method) await repondre(message);
  }
  await fermer();
}

if (args.includes("--version")) process.stdout.write("schema-engine-wasm\n");
else if (args.includes("cli")) process.exitCode = await commandeCli();
else await servir();
// PGlite keeps handles open after close().
process.exit();
