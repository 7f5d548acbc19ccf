/** `npm run bench`: each bench in a process of its own, one after the other, so that none warms or slows the next. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { dire } from "./mesure";

const BANCS = ["moteur", "pdf", "base", "dossiers", "pages"];

const demandes = process.argv.slice(2);
for (const banc of demandes.length > 0 ? demandes : BANCS) {
  const fin = spawnSync(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", join(import.meta.dirname, `${banc}.ts`)],
    { stdio: "inherit" },
  );
  if (fin.status !== 0) dire(`  ${banc} : non mesuré (code ${fin.status ?? fin.signal})`);
}
