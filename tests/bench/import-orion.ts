import { spawn } from "node:child_process";
import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { env } from "@/lib/env";
import { base, fermerBase } from "@/lib/server/base";
import { importerFichierOrion } from "@/lib/server/carte/import/importer-fichier";
import { baseVide } from "@/tests/db/outils";
import { demandesOrion, lignesCsv, type RangeeOrion } from "@/tests/outils/export-orion";
import { dire, titre } from "./mesure";

/**
 * An export of Orion imported whole: rows per second and peak memory of the process at 1,000, 10,000 and 100,000 rows, created
 * then imported again with one row in ten changed. Each size in a process of its own, PGlite included in its memory; with
 * DATABASE_URL on PostgreSQL too. `npm run bench -- import-orion [ROWS…]`
 */

const TAILLES = [1_000, 10_000, 100_000];
const secondes = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

function* rangees(lignes: number, changees: boolean): Generator<RangeeOrion> {
  let rang = 0;
  for (const rangee of demandesOrion({ lignes })) {
    rang += 1;
    yield changees && rang % 10 === 0 ? { ...rangee, statut: "refusée" } : rangee;
  }
}

/** In the child: its own peak, sampled often enough to see one batch. */
async function mesurerUn(lignes: number): Promise<void> {
  let pic = 0;
  const veille = setInterval(() => {
    pic = Math.max(pic, process.memoryUsage.rss());
  }, 50);
  const dossier = mkdtempSync(path.join(tmpdir(), "rigel-bench-orion-"));
  await base();
  const repos = process.memoryUsage.rss();
  const rapporter = async (nom: string, changees: boolean) => {
    const chemin = path.join(dossier, `${nom}.csv`);
    await pipeline(Readable.from(lignesCsv(rangees(lignes, changees))), createWriteStream(chemin));
    const [debut, avant] = [performance.now(), process.cpuUsage()];
    const bilan = await importerFichierOrion({ chemin, nom: `${nom}.csv`, simuler: false }, new Date());
    const duree = performance.now() - debut;
    const { user, system } = process.cpuUsage(avant);
    dire(
      `  ${String(lignes).padStart(7)} lignes, ${nom.padEnd(10)} ${secondes(duree).padStart(8)}   ${Math.round(
        (lignes / duree) * 1000,
      )
        .toString()
        .padStart(
          6,
        )} lignes/s   processeur ${secondes((user + system) / 1000)}   pic ${Math.round(pic / 1e6)} Mo (base ouverte : ${Math.round(repos / 1e6)} Mo)   ${bilan.crees} créées, ${bilan.modifies} modifiées, ${bilan.refusees} refusées`,
    );
  };
  try {
    await rapporter("création", false);
    await rapporter("mise à jour", true);
  } finally {
    clearInterval(veille);
    await fermerBase();
    rmSync(dossier, { recursive: true });
  }
}

function enfant(lignes: number, environnement: NodeJS.ProcessEnv): Promise<void> {
  return new Promise((resoudre) => {
    const processus = spawn(
      process.execPath,
      ["--conditions=react-server", "--import", "tsx", import.meta.filename, "un", String(lignes)],
      { env: environnement, stdio: "inherit" },
    );
    processus.once("close", () => resoudre());
  });
}

async function bench(tailles: readonly number[]): Promise<void> {
  const { DATABASE_URL: _, ...ici } = process.env;
  titre("Import d’Orion sur PGlite (mémoire du processus, base comprise)");
  for (const lignes of tailles) {
    const donnees = mkdtempSync(path.join(tmpdir(), "rigel-bench-pglite-"));
    await enfant(lignes, { ...ici, RIGEL_DATA: donnees });
    rmSync(donnees, { recursive: true });
  }
  if (env.DATABASE_URL === undefined) return;
  titre("Import d’Orion sur PostgreSQL");
  for (const lignes of tailles) {
    const { adresse, supprimer } = await baseVide();
    await enfant(lignes, { ...ici, DATABASE_URL: adresse });
    await supprimer();
  }
}

const [premier, ...suite] = process.argv.slice(2);
const demandees = [premier, ...suite].map(Number).filter((n) => n > 0);
if (premier === "un") mesurerUn(Number(suite[0]));
else bench(demandees.length > 0 ? demandees : TAILLES);
