import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { empreinte } from "./empreinte.mjs";
import { Arret, executer } from "./execution.mjs";
import { depuisRacine, dossierNext } from "./racine.mjs";

/** Everything `next build` reads. */
const SOURCES = [
  "app",
  "components",
  "lib",
  "public",
  "prisma/schema.prisma",
  "prisma/reference",
  "instrumentation.ts",
  "proxy.ts",
  "next.config.js",
  "tsconfig.json",
  "package.json",
  "package-lock.json",
];

export const NEXT = depuisRacine("node_modules/next/dist/bin/next");

/** Builds unless the last build in the same folder was made from the same sources. True: it built. */
export function construire() {
  const temoin = path.join(dossierNext(), "rigel-empreinte");
  const attendue = empreinte(SOURCES);
  if (existsSync(temoin) && readFileSync(temoin, "utf8") === attendue) return false;
  // A build cut short must not look finished.
  rmSync(temoin, { force: true });
  if (!executer(process.execPath, [NEXT, "build"], { env: { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" } })) {
    throw new Arret("La construction (next build) a échoué : voyez le message ci-dessus.");
  }
  writeFileSync(temoin, attendue);
  return true;
}
