// `npm run prisma -- <command>`: Prisma's CLI with the WebAssembly schema engine, without download nor telemetry.

import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

/** Variables that keep the CLI from reaching for the network. */
export const VARIABLES_PRISMA = {
  PRISMA_SCHEMA_ENGINE_BINARY: fileURLToPath(new URL("./moteur.mjs", import.meta.url)),
  PRISMA_HIDE_UPDATE_MESSAGE: "1",
  CHECKPOINT_DISABLE: "1",
};

export const CLI_PRISMA = createRequire(import.meta.url).resolve("prisma/build/index.js");

export function prisma(args, options = {}) {
  return spawnSync(process.execPath, [CLI_PRISMA, ...args], {
    stdio: "inherit",
    ...options,
    env: { ...process.env, ...VARIABLES_PRISMA, ...options.env },
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = prisma(process.argv.slice(2)).status ?? 1;
}
