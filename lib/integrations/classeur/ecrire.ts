/** A workbook as an XLSX file, with yazl. The same workbook gives the same bytes: no clock, no random. */
import { buffer } from "node:stream/consumers";
import { ZipFile } from "yazl";
import type { Classeur, Feuille } from "@/lib/domain/annexe/classeur";
import { feuilleXml } from "./feuille-xml";
import { STYLES_XML } from "./styles";
import { echapper } from "./texte-xml";

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const PRINCIPAL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PAQUET = "http://schemas.openxmlformats.org/package/2006";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";
export const TYPE_XLSX = `${TYPE}.sheet`;

/** The oldest day that a ZIP can tell. */
const JAMAIS = new Date(1980, 0, 1);

const types = (feuilles: number): string =>
  `${XML}<Types xmlns="${PAQUET}/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/>' +
  `<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>` +
  Array.from(
    { length: feuilles },
    (_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${TYPE}.worksheet+xml"/>`,
  ).join("") +
  `<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>` +
  '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>';

const relation = (id: string, type: string, cible: string): string =>
  `<Relationship Id="${id}" Type="${type}" Target="${cible}"/>`;
const relations = (contenu: string): string =>
  `${XML}<Relationships xmlns="${PAQUET}/relationships">${contenu}</Relationships>`;

type Sommaire = { titre: string; feuilles: readonly Pick<Feuille, "nom" | "cachee">[] };

function classeurXml({ feuilles }: Sommaire): string {
  const liste = feuilles.map(
    ({ nom, cachee }, i) =>
      `<sheet name="${echapper(nom)}" sheetId="${i + 1}"${cachee ? ' state="hidden"' : ""} r:id="rId${i + 1}"/>`,
  );
  return (
    `${XML}<workbook xmlns="${PRINCIPAL}" xmlns:r="${RELATIONS}">` +
    '<workbookProtection lockStructure="1"/><bookViews><workbookView activeTab="0"/></bookViews>' +
    // Whoever opens it computes it again: the values kept are for those who do not.
    `<sheets>${liste.join("")}</sheets><calcPr calcId="191029" fullCalcOnLoad="1"/></workbook>`
  );
}

const proprietes = (titre: string): string =>
  `${XML}<cp:coreProperties xmlns:cp="${PAQUET}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
  `<dc:title>${echapper(titre)}</dc:title><dc:creator>Rigel</dc:creator><dc:language>fr-FR</dc:language></cp:coreProperties>`;

export const nomFeuille = (rang: number): string => `xl/worksheets/sheet${rang + 1}.xml`;
export const ENTREE_ZIP = { mtime: JAMAIS, mode: 0o100644 } as const;

/** Every part but the sheets. */
export function ajouterParties(zip: ZipFile, sommaire: Sommaire): void {
  const { feuilles } = sommaire;
  const ajouter = (nom: string, contenu: string) => zip.addBuffer(Buffer.from(contenu), nom, ENTREE_ZIP);
  ajouter("[Content_Types].xml", types(feuilles.length));
  ajouter(
    "_rels/.rels",
    relations(
      relation("rId1", `${RELATIONS}/officeDocument`, "xl/workbook.xml") +
        relation("rId2", `${PAQUET}/relationships/metadata/core-properties`, "docProps/core.xml"),
    ),
  );
  ajouter("docProps/core.xml", proprietes(sommaire.titre));
  ajouter("xl/workbook.xml", classeurXml(sommaire));
  ajouter(
    "xl/_rels/workbook.xml.rels",
    relations(
      feuilles
        .map((_, i) => relation(`rId${i + 1}`, `${RELATIONS}/worksheet`, `worksheets/sheet${i + 1}.xml`))
        .join("") + relation(`rId${feuilles.length + 1}`, `${RELATIONS}/styles`, "styles.xml"),
    ),
  );
  ajouter("xl/styles.xml", STYLES_XML);
}

export async function ecrireClasseur(classeur: Classeur): Promise<Buffer> {
  const zip = new ZipFile();
  ajouterParties(zip, classeur);
  for (const [i, feuille] of classeur.feuilles.entries())
    zip.addBuffer(Buffer.from(feuilleXml(feuille, i === 0)), nomFeuille(i), ENTREE_ZIP);
  zip.end();
  return buffer(zip.outputStream as NodeJS.ReadableStream);
}
