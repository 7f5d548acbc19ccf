/** `npm run bench`: each bench in a process of its own, one after the other, so that none warms or slows the next. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { dire } from "./mesure";

const BANCS = [
  "moteur",
  "edition",
  "pdf",
  "paquet",
  "base",
  "dossiers",
  "debit",
  "journal",
  "pages",
  "grille",
  "lecture-orion",
  "import-orion",
  "carte-sql",
];

/** `npm run bench -- pages http://localhost:3100`: one bench, and what it takes. */
const [demande, ...suite] = process.argv.slice(2);
for (const banc of demande === undefined ? BANCS : [demande]) {
  const fin = spawnSync(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", join(import.meta.dirname, `${banc}.ts`), ...suite],
    { stdio: "inherit" },
  );
  if (fin.status !== 0) dire(`  ${banc} : non mesuré (code ${fin.status ?? fin.signal})`);
}
