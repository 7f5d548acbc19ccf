/** A plain table as an XLSX file, written as its rows come: nothing is kept, whatever its length. No formula, ever. */
import { Readable } from "node:stream";
import { ZipFile } from "yazl";
import { type Cellule, nomColonne } from "@/lib/domain/annexe/classeur";
import { ajouterParties, ENTREE_ZIP, nomFeuille } from "./ecrire";
import { celluleXml } from "./feuille-xml";

export type ColonneTable = { nom: string; largeur: number };
export type CelluleTable = string | number | null;

/** What Excel takes in one cell. */
const TEXTE_MAX = 32_767;

function enCellule(valeur: CelluleTable): Cellule | null {
  if (valeur === null || valeur === "") return null;
  if (typeof valeur === "number") return { style: "texte", valeur: { type: "nombre", nombre: String(valeur) } };
  return { style: "texte", valeur: { type: "texte", texte: valeur.slice(0, TEXTE_MAX) } };
}

const rangeeXml = (rang: number, cellules: readonly (Cellule | null)[]): string =>
  `<row r="${rang}">${cellules.map((c, i) => (c === null ? "" : celluleXml(i + 1, rang, c))).join("")}</row>`;

async function* feuilleXml(
  colonnes: readonly ColonneTable[],
  lots: AsyncIterable<readonly (readonly CelluleTable[])[]>,
): AsyncGenerator<string> {
  const largeurs = colonnes.map((c, i) => `<col min="${i + 1}" max="${i + 1}" width="${c.largeur}" customWidth="1"/>`);
  yield '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
    '<sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' +
    `</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${largeurs.join("")}</cols><sheetData>` +
    rangeeXml(
      1,
      colonnes.map(({ nom }) => ({ style: "entete", valeur: { type: "texte", texte: nom } })),
    );
  let rang = 1;
  for await (const lot of lots)
    yield lot
      .map((ligne) => {
        rang += 1;
        return rangeeXml(rang, ligne.map(enCellule));
      })
      .join("");
  yield `</sheetData><autoFilter ref="A1:${nomColonne(colonnes.length)}${Math.max(rang, 1)}"/></worksheet>`;
}

export function fluxTable(
  { titre, feuille, colonnes }: { titre: string; feuille: string; colonnes: readonly ColonneTable[] },
  lots: AsyncIterable<readonly (readonly CelluleTable[])[]>,
): AsyncIterable<Uint8Array> {
  const zip = new ZipFile();
  const sortie = zip.outputStream as Readable;
  ajouterParties(zip, { titre, feuilles: [{ nom: feuille, cachee: false }] });
  const source = Readable.from(feuilleXml(colonnes, lots));
  zip.addReadStream(source, nomFeuille(0), ENTREE_ZIP);
  // A failure of the rows must cut the file, not leave it waiting; a reader gone must stop the rows.
  zip.on("error", (erreur: Error) => sortie.destroy(erreur));
  sortie.on("close", () => source.destroy());
  zip.end();
  return sortie;
}
