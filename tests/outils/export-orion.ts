/**
 * Exports of Orion, real-shaped and invented: the same number of rows and seed give the same bytes. CSV and XLSX as Orion writes
 * them (BOM, `;`, inner quotes `\"`, « 2026,00 », arrays unquoted in CSV and as JSON in XLSX, no line end at the end).
 */
import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import { echapper } from "@/lib/integrations/classeur/texte-xml";
import colonnes from "@/prisma/reference/orion-colonnes.json";
import { type CelluleOrion, demandesOrion, type OptionsExport, type RangeeOrion } from "./demandes-orion";

/** [field, header] */
export type ColonneOrion = readonly [string, string];
export type SourceOrion = "restitution" | "recueil";

export type GenerationOrion = { source: SourceOrion; depuis: string; colonnes: readonly ColonneOrion[] };

/** Every generation of export since 2023, oldest first; the last of each source is the one in use. */
export const GENERATIONS: readonly GenerationOrion[] = colonnes.generations.map((g) => ({
  source: g.source as SourceOrion,
  depuis: g.depuis,
  colonnes: g.colonnes.map((place) => colonnes.entetes[place] as unknown as ColonneOrion),
}));

export const colonnesDe = (source: SourceOrion): readonly ColonneOrion[] =>
  (GENERATIONS.findLast((g) => g.source === source) as GenerationOrion).colonnes;

/** A row as the export in use has it; what a test says replaces it. An opening of 15 places, validated. */
export const rangeeOrion = (valeurs: RangeeOrion & { numero: string }): RangeeOrion => ({
  uai: "0690001B",
  libelleEtablissement: "LP exemple",
  commune: "LYON",
  codeRegion: "84",
  libelleRegion: "Auvergne-Rhône-Alpes",
  codeAcademie: "10",
  libelleAcademie: "Lyon",
  codeDepartement: "069",
  libelleDepartement: "Rhône",
  secteur: "Public",
  cfd: "40025519",
  libelleFormation: "Métiers de l'électricité et de ses environnements connectés",
  codeDispositif: "247",
  libelleDispositif: "BAC PRO EN 3 ANS",
  libelleNiveauDiplome: "BAC PRO",
  typeDemande: "Ouverture",
  rentreeScolaire: 2026,
  capaciteScolaireActuelle: 0,
  capaciteScolaire: 15,
  capaciteScolaireColoreeActuelle: 0,
  capaciteScolaireColoree: 0,
  capaciteApprentissageActuelle: 0,
  capaciteApprentissage: 0,
  capaciteApprentissageColoreeActuelle: 0,
  capaciteApprentissageColoree: 0,
  statut: "demande validée",
  ...valeurs,
});

const nombreCsv = (n: number): string => n.toFixed(2).replace(".", ",");

export function celluleCsv(cellule: CelluleOrion | undefined): string {
  if (cellule === null || cellule === undefined) return "";
  if (typeof cellule === "number") return nombreCsv(cellule);
  if (typeof cellule === "boolean") return String(cellule);
  if (typeof cellule === "string") return `"${cellule.replaceAll('"', '\\"')}"`;
  return cellule.join(", ");
}

export function* lignesCsv(rangees: Iterable<RangeeOrion>, colonnes = colonnesDe("restitution")): Generator<string> {
  yield `\uFEFF${colonnes.map(([, entete]) => celluleCsv(entete)).join(";")}`;
  for (const rangee of rangees) yield `\n${colonnes.map(([champ]) => celluleCsv(rangee[champ])).join(";")}`;
}

/** A small export, whole. */
export const csvOrion = (rangees: Iterable<RangeeOrion>, colonnes?: readonly ColonneOrion[]): string =>
  [...lignesCsv(rangees, colonnes)].join("");

const lettres = (colonne: number): string =>
  colonne < 26 ? String.fromCharCode(65 + colonne) : lettres(Math.floor(colonne / 26) - 1) + lettres(colonne % 26);

/** Place of a text among the shared ones. */
type Partage = (texte: string) => number;

function celluleXlsx(cellule: CelluleOrion | undefined, place: string, partager?: Partage): string {
  if (cellule === null || cellule === undefined) return "";
  if (typeof cellule === "number") return `<c r="${place}"><v>${cellule}</v></c>`;
  if (typeof cellule === "boolean") return `<c r="${place}" t="b"><v>${cellule ? 1 : 0}</v></c>`;
  const texte = typeof cellule === "string" ? cellule : JSON.stringify(cellule);
  if (texte === "") return "";
  return partager !== undefined
    ? `<c r="${place}" t="s"><v>${partager(texte)}</v></c>`
    : `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${echapper(texte)}</t></is></c>`;
}

export function* feuilleXlsx(
  rangees: Iterable<RangeeOrion>,
  colonnes = colonnesDe("restitution"),
  partager?: Partage,
): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>';
  const ligne = (n: number, cellules: readonly (CelluleOrion | undefined)[]) =>
    `<row r="${n}">${cellules.map((c, i) => celluleXlsx(c, `${lettres(i)}${n}`, partager)).join("")}</row>`;
  yield ligne(
    1,
    colonnes.map(([, entete]) => entete),
  );
  let n = 1;
  for (const rangee of rangees) {
    n += 1;
    yield ligne(
      n,
      colonnes.map(([champ]) => rangee[champ]),
    );
  }
  yield "</sheetData></worksheet>";
}

const OOXML = "http://schemas.openxmlformats.org";
const DOCUMENT = `${OOXML}/officeDocument/2006/relationships`;
const PARTIES = {
  "[Content_Types].xml": `<Types xmlns="${OOXML}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
  "_rels/.rels": `<Relationships xmlns="${OOXML}/package/2006/relationships"><Relationship Id="rId1" Type="${DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  "xl/workbook.xml": `<workbook xmlns="${OOXML}/spreadsheetml/2006/main" xmlns:r="${DOCUMENT}"><sheets><sheet name="export" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  "xl/_rels/workbook.xml.rels": `<Relationships xmlns="${OOXML}/package/2006/relationships"><Relationship Id="rId1" Type="${DOCUMENT}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
};
const JAMAIS = new Date(1980, 0, 1);
const CHAINES = "xl/sharedStrings.xml";
const LIENS = "xl/_rels/workbook.xml.rels";

function* chainesXlsx(textes: Iterable<string>): Generator<string> {
  yield `<sst xmlns="${OOXML}/spreadsheetml/2006/main">`;
  for (const texte of textes) yield `<si><t xml:space="preserve">${echapper(texte)}</t></si>`;
  yield "</sst>";
}

const LIENS_CHAINES = {
  [LIENS]: PARTIES[LIENS].replace(
    "</Relationships>",
    `<Relationship Id="rId2" Type="${DOCUMENT}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
  ),
};
/** The parts that give a workbook these shared texts, for `ecrireXlsx`. */
export const avecChaines = (textes: Iterable<string>): Record<string, string> => ({
  ...LIENS_CHAINES,
  [CHAINES]: [...chainesXlsx(textes)].join(""),
});

/** Other parts replace or join those of a workbook of one sheet: `feuille` is its XML, by pieces. `chaines` is read after it. */
export async function ecrireXlsx(
  chemin: string,
  feuille: Iterable<string>,
  parties: Readonly<Record<string, string>> = {},
  chaines?: Iterable<string>,
): Promise<void> {
  const zip = new ZipFile();
  for (const [nom, contenu] of Object.entries({ ...PARTIES, ...parties }))
    zip.addBuffer(Buffer.from(contenu), nom, { mtime: JAMAIS });
  zip.addReadStream(Readable.from(parLots(feuille)), "xl/worksheets/sheet1.xml", { mtime: JAMAIS });
  if (chaines !== undefined) zip.addReadStream(Readable.from(parLots(chaines)), CHAINES, { mtime: JAMAIS });
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(chemin));
}

/** Large exports: one write per row would take longer than what they measure. */
function* parLots(textes: Iterable<string>): Generator<Buffer> {
  let lot = "";
  for (const texte of textes) {
    lot += texte;
    if (lot.length < 262_144) continue;
    yield Buffer.from(lot);
    lot = "";
  }
  yield Buffer.from(lot);
}

/** A restitution of N rows. */
export const ecrireExportCsv = (chemin: string, options: OptionsExport): Promise<void> =>
  pipeline(Readable.from(parLots(lignesCsv(demandesOrion(options)))), createWriteStream(chemin));
export const ecrireExportXlsx = (chemin: string, options: OptionsExport): Promise<void> =>
  ecrireXlsx(chemin, feuilleXlsx(demandesOrion(options)));

/** The same with its texts shared, as Excel and LibreOffice save it. */
export async function ecrireExportPartage(chemin: string, options: OptionsExport): Promise<void> {
  const rangs = new Map<string, number>();
  const partager = (texte: string): number => {
    const rang = rangs.get(texte) ?? rangs.size;
    rangs.set(texte, rang);
    return rang;
  };
  function* chaines() {
    yield* chainesXlsx(rangs.keys());
  }
  const feuille = feuilleXlsx(demandesOrion(options), undefined, partager);
  await ecrireXlsx(chemin, feuille, LIENS_CHAINES, chaines());
}
export { demandesOrion, type RangeeOrion };
