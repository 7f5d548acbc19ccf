import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { env } from "@/lib/env";
import { construireServeur } from "@/tests/outils/construire-serveur";
import { csvOrion, rangeeOrion } from "@/tests/outils/export-orion";
import { baseVide } from "./outils";

/**
 * The process that imports is killed (SIGKILL) while it reads, and inside the transaction that writes: the
 * carte is the old one or the new one, and the next process cleans what was left.
 */

/** More than one batch of the reading (2,000): the first kill falls between two. */
const LIGNES = 2_100;

let programme: string;
let donnees: string;
let adresseBase: string | undefined;
let supprimer = async () => undefined as undefined;

beforeAll(async () => {
  programme = await construireServeur("tests/outils/import-orion-tue.ts");
  donnees = mkdtempSync(path.join(tmpdir(), "rigel-import-tue-"));
  for (const statut of ["projet de demande", "demande validée"]) {
    const rangees = Array.from({ length: LIGNES }, (_, i) => rangeeOrion({ numero: `0690001A-${i}`, statut }));
    writeFileSync(fichier(statut), csvOrion(rangees));
  }
  if (env.DATABASE_URL === undefined) return;
  const vide = await baseVide();
  adresseBase = vide.adresse;
  supprimer = async () => void (await vide.supprimer());
}, 300_000);
afterAll(async () => {
  await supprimer();
  rmSync(donnees, { recursive: true, force: true });
  rmSync(path.dirname(programme), { recursive: true, force: true });
});

const fichier = (statut: string): string => path.join(donnees, `${statut}.csv`);

type Etat = {
  imports: Record<string, number>;
  lignes: number;
  demandes: number;
  changements: number;
  numero: number;
};
type Fin = { trouve: Etat; balaye: Etat; signal: NodeJS.Signals | null; code: number | null };

async function importer(statut: string, phase: string, rang = 0): Promise<Fin> {
  const { DATABASE_URL: _, ...reste } = process.env;
  const processus = spawn(
    process.execPath,
    ["--conditions=react-server", programme, fichier(statut), phase, String(rang)],
    {
      env: { ...reste, RIGEL_DATA: path.join(donnees, "base"), ...(adresseBase && { DATABASE_URL: adresseBase }) },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  let dit = "";
  processus.stdout.on("data", (morceau) => {
    dit += morceau;
  });
  return new Promise((resoudre) =>
    processus.once("close", (code, signal) => {
      const ligne = dit.split("\n").find((l) => l.startsWith('{"trouve"')) ?? "{}";
      resoudre({ ...(JSON.parse(ligne) as Pick<Fin, "trouve" | "balaye">), code, signal });
    }),
  );
}

const RIEN = { demandes: 0, changements: 0, numero: 0 };
const UNE_FOIS = { demandes: LIGNES, changements: LIGNES, numero: 1 };
const DEUX_FOIS = { demandes: LIGNES, changements: 2 * LIGNES, numero: 2 };

test("tué pendant la lecture ou au milieu de l’écriture : tout ou rien, et rien ne traîne", async () => {
  const tue = { signal: "SIGKILL", code: null };
  const fini = { signal: null, code: 0 };
  const [ancien, nouveau] = ["projet de demande", "demande validée"];
  /** What one finds is what the one before left. */
  const etapes: [string, string, number, object, Partial<Etat>][] = [
    [ancien, "lecture", 1, tue, { ...RIEN, lignes: 0, imports: {} }],
    [ancien, "application", 1, tue, { ...RIEN, imports: { lecture: 1 } }],
    [ancien, "aucune", 0, fini, { ...RIEN, lignes: LIGNES, imports: { echoue: 1, prepare: 1 } }],
    [nouveau, "application", 2, tue, { ...UNE_FOIS, imports: { echoue: 1, prepare: 1, applique: 1 } }],
    [nouveau, "aucune", 0, fini, { ...UNE_FOIS, imports: { echoue: 1, prepare: 2, applique: 1 } }],
    [nouveau, "jamais", 0, fini, DEUX_FOIS],
  ];
  for (const [statut, phase, rang, fin, attendu] of etapes) {
    const vu = await importer(statut, phase, rang);
    expect({ phase, rang, ...vu }).toMatchObject({ phase, rang, ...fin, trouve: attendu });
    // A reading without a beat is over, and its rows with it; nothing else moves.
    const { lecture = 0, ...imports } = vu.trouve.imports;
    expect(vu.balaye).toMatchObject({
      ...{ demandes: vu.trouve.demandes, changements: vu.trouve.changements, numero: vu.trouve.numero },
      // What was compared still waits for someone; the rows of a cut reading are gone.
      lignes: (imports.prepare ?? 0) * LIGNES,
      imports: { ...imports, ...(lecture > 0 && { echoue: (imports.echoue ?? 0) + lecture }) },
    });
  }
}, 600_000);
