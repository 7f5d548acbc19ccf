// Checks the import rules of .dependency-cruiser.cjs on the tree of the current folder.
// dependency-cruiser says « no violations » when it could read nothing: zero modules is a failure here.

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const RACINES = [
  "app",
  "components",
  "lib",
  "prisma",
  "tests",
  "instrumentation.ts",
  "proxy.ts",
  "next.config.js",
  "prisma.config.ts",
];
const CONFIGURATION = fileURLToPath(new URL("../../.dependency-cruiser.cjs", import.meta.url));
const COMMANDE = fileURLToPath(
  new URL("../../node_modules/dependency-cruiser/bin/dependency-cruise.mjs", import.meta.url),
);

/** { modules, violations: « rule: from → to » } for the tree in `dossier`. */
export function verifierImports(dossier) {
  const racines = RACINES.filter((racine) => existsSync(path.join(dossier, racine)));
  const args = [COMMANDE, "--config", CONFIGURATION, "--output-type", "json"];
  const { stdout, stderr } = spawnSync(process.execPath, [...args, ...racines], {
    cwd: dossier,
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
  });
  let summary;
  try {
    ({ summary } = JSON.parse(stdout));
  } catch {
    throw new Error(`dependency-cruiser n’a pas répondu : ${stderr || stdout}`);
  }
  return {
    modules: summary.totalCruised,
    violations: summary.violations.map(({ rule, from, to }) => `${rule.name} : ${from} → ${to}`),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { modules, violations } = verifierImports(process.cwd());
  for (const violation of violations) process.stdout.write(`${violation}\n`);
  process.stdout.write(`${modules} modules lus, ${violations.length} import(s) interdit(s)\n`);
  if (modules === 0) process.stdout.write("Aucun module lu : le contrôle des imports ne contrôle rien.\n");
  process.exitCode = modules === 0 || violations.length > 0 ? 1 : 0;
}
