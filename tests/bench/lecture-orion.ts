/**
 * Rows a second and peak memory of reading an export of Orion: header, cells, checks and counts, without a database. Each size and
 * format in a process of its own, whose peak is its own. Figures: docs/orion.md.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ecrireNombre } from "@/lib/domain/ecriture";
import { ENTETES_ORION, reconnaitreColonnes } from "@/lib/domain/orion/colonnes";
import { compteur } from "@/lib/domain/orion/compter-export";
import { ouvrirTable } from "@/lib/integrations/table/ouvrir";
import { ecrireExportCsv, ecrireExportXlsx } from "@/tests/outils/export-orion";
import { dire, titre } from "./mesure";

const TAILLES = [1_000, 10_000, 100_000];

type Releve = { lignes: number; secondes: number; depart: number; pic: number };

async function lire(chemin: string): Promise<Releve> {
  const depart = process.memoryUsage.rss();
  const debut = performance.now();
  const table = await ouvrirTable(chemin, "orion", { attendu: "un export d’Orion", entetesAttendus: ENTETES_ORION });
  const compte = compteur(reconnaitreColonnes(table.entetes), "tous");
  for await (const { ligne, cellules } of table.rangees) compte.prendre(ligne, cellules);
  await table.fermer();
  const secondes = (performance.now() - debut) / 1_000;
  return { lignes: compte.bilan().lignes, secondes, depart, pic: process.resourceUsage().maxRSS * 1_024 };
}

async function mesurerTout(): Promise<void> {
  const dossier = mkdtempSync(path.join(tmpdir(), "rigel-bench-orion-"));
  try {
    titre("Lecture d’un export d’Orion");
    for (const [format, ecrire] of [
      ["csv", ecrireExportCsv],
      ["xlsx", ecrireExportXlsx],
    ] as const)
      for (const lignes of TAILLES) {
        const chemin = path.join(dossier, `${lignes}.${format}`);
        await ecrire(chemin, { lignes });
        const sortie = execFileSync(
          process.execPath,
          ["--conditions=react-server", "--import", "tsx", import.meta.filename, chemin],
          { encoding: "utf8" },
        );
        const { secondes, depart, pic } = JSON.parse(sortie) as Releve;
        const mo = (octets: number) => `${ecrireNombre(Math.round(octets / 1e6))} Mo`;
        dire(
          `  ${format.padEnd(5)}${ecrireNombre(lignes).padStart(8)} lignes  ${mo(statSync(chemin).size).padStart(8)}  ${secondes.toFixed(2).padStart(7)} s  ${ecrireNombre(Math.round(lignes / secondes)).padStart(8)} lignes/s  pic ${mo(pic).padStart(7)} (départ ${mo(depart)})`,
        );
      }
  } finally {
    rmSync(dossier, { recursive: true, force: true });
  }
}

const [, , chemin] = process.argv;
if (chemin === undefined || !/\.(csv|xlsx)$/.test(chemin)) void mesurerTout();
else void lire(chemin).then((releve) => process.stdout.write(JSON.stringify(releve)));
