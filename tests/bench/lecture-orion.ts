/**
 * Rows a second and peak memory of reading an export of Orion: header, cells, checks and counts, without a database. Each size and
 * format in a process of its own, whose peak is its own; then files made to fill the memory, until they are refused. Figures: docs/orion.md.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ecrireNombre, ecrireOctets } from "@/lib/domain/ecriture";
import { ENTETES_ORION, reconnaitreColonnes } from "@/lib/domain/orion/colonnes";
import { compteur } from "@/lib/domain/orion/compter-export";
import { RefusFichier } from "@/lib/integrations/table/contrat";
import { ouvrirTable } from "@/lib/integrations/table/ouvrir";
import {
  avecChaines,
  ecrireExportCsv,
  ecrireExportPartage,
  ecrireExportXlsx,
  ecrireXlsx,
} from "@/tests/outils/export-orion";
import { dire, titre } from "./mesure";

const TAILLES = [1_000, 10_000, 100_000];

type Releve = { lignes: number; secondes: number; depart: number; pic: number; refus: string };

async function lire(chemin: string): Promise<Releve> {
  const depart = process.memoryUsage.rss();
  const debut = performance.now();
  let lignes = 0;
  let refus = "";
  try {
    const table = await ouvrirTable(chemin, "orion", { attendu: "un export d’Orion", entetesAttendus: ENTETES_ORION });
    const compte = compteur(reconnaitreColonnes(table.entetes), "tous");
    for await (const { ligne, cellules } of table.rangees) {
      compte.prendre(ligne, cellules);
      lignes += 1;
    }
    await table.fermer();
  } catch (erreur) {
    if (!(erreur instanceof RefusFichier)) throw erreur;
    refus = erreur.message;
  }
  const secondes = (performance.now() - debut) / 1_000;
  return { lignes, secondes, depart, pic: process.resourceUsage().maxRSS * 1_024, refus };
}

const ENTETE = '<row><c t="inlineStr"><is><t>UAI</t></is></c><c t="inlineStr"><is><t>b</t></is></c></row>';
/** A sheet of rows that all call the same shared text. */
function* appels(lignes: number, cellules: number): Generator<string> {
  yield `<worksheet><sheetData>${ENTETE.replace("</row>", '<c t="inlineStr"><is><t>c</t></is></c>'.repeat(cellules - 2))}</row>`;
  for (let i = 0; i < lignes; i++) yield `<row>${'<c t="s"><v>0</v></c>'.repeat(cellules)}</row>`;
  yield "</sheetData></worksheet>";
}
function* texteSansFin(): Generator<string> {
  yield `<worksheet><sheetData>${ENTETE}<row><c t="inlineStr"><is><t>`;
  for (let i = 0; i < 400; i++) yield `${i.toString(36).repeat(20_000)}`.padEnd(1_000_000, "bcd");
  yield "</t></is></c></row></sheetData></worksheet>";
}
const HOSTILES: readonly (readonly [string, (chemin: string) => Promise<void>])[] = [
  [
    "un texte partagé de 4,5 Mo, 400 fois sur une ligne",
    (c) => ecrireXlsx(c, appels(1, 400), avecChaines(["a".repeat(4_500_000)])),
  ],
  [
    "un texte partagé de 32 767 caractères, 400 fois sur une ligne",
    (c) => ecrireXlsx(c, appels(1, 400), avecChaines(["a".repeat(32_767)])),
  ],
  [
    "un texte partagé de 32 767 caractères, 6 fois sur 30 000 lignes",
    (c) => ecrireXlsx(c, appels(30_000, 6), avecChaines(["é".repeat(32_767)])),
  ],
  ["un texte de 400 Mo sans balise", (c) => ecrireXlsx(c, texteSansFin())],
];

const mo = (octets: number): string => `${ecrireNombre(Math.round(octets / 1e6))} Mo`;
const relever = (chemin: string): Releve =>
  JSON.parse(
    execFileSync(process.execPath, ["--conditions=react-server", "--import", "tsx", import.meta.filename, chemin], {
      encoding: "utf8",
    }),
  ) as Releve;

async function mesurerTout(): Promise<void> {
  const dossier = mkdtempSync(path.join(tmpdir(), "rigel-bench-orion-"));
  try {
    titre("Lecture d’un export d’Orion");
    for (const [format, ecrire] of [
      ["csv", ecrireExportCsv],
      ["xlsx", ecrireExportXlsx],
      ["partages.xlsx", ecrireExportPartage],
    ] as const)
      for (const lignes of TAILLES) {
        const chemin = path.join(dossier, `${lignes}.${format}`);
        await ecrire(chemin, { lignes });
        const { secondes, depart, pic } = relever(chemin);
        dire(
          `  ${format.padEnd(14)}${ecrireNombre(lignes).padStart(8)} lignes  ${mo(statSync(chemin).size).padStart(8)}  ${secondes.toFixed(2).padStart(7)} s  ${ecrireNombre(Math.round(lignes / secondes)).padStart(8)} lignes/s  pic ${mo(pic).padStart(7)} (départ ${mo(depart)})`,
        );
      }
    titre("Fichiers faits pour remplir la mémoire");
    for (const [nom, ecrire] of HOSTILES) {
      const chemin = path.join(dossier, "hostile.xlsx");
      await ecrire(chemin);
      const { secondes, depart, pic, refus } = relever(chemin);
      dire(
        `  ${nom} (${ecrireOctets(statSync(chemin).size)}) : ${secondes.toFixed(2)} s, pic ${mo(pic)} (départ ${mo(depart)})`,
      );
      dire(`    ${refus}`);
    }
  } finally {
    rmSync(dossier, { recursive: true, force: true });
  }
}

const [, , chemin] = process.argv;
if (chemin === undefined || !/\.(csv|xlsx)$/.test(chemin)) void mesurerTout();
else void lire(chemin).then((releve) => process.stdout.write(JSON.stringify(releve)));
