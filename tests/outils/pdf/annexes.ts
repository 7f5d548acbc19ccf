/** Tagged PDFs as an office suite writes them: headings, paragraphs, tables with headers, links, bookmarks. */

import { PDFDict, PDFDocument as PDFLib, PDFName, PDFString } from "pdf-lib";
import PDFDocument from "pdfkit";

const POLICE = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf";

export { POLICE };

type Forme = { pages: number; titre?: string; paragraphes?: number };

export async function annexeBalisee({ pages, titre = "Annexe", paragraphes = 12 }: Forme): Promise<Uint8Array> {
  const doc = new PDFDocument({
    pdfVersion: "1.7",
    tagged: true,
    lang: "fr-FR",
    displayTitle: true,
    autoFirstPage: false,
    info: { Title: titre, CreationDate: new Date("2024-01-01T12:00:00Z") },
  });
  const morceaux: Buffer[] = [];
  doc.on("data", (m: Buffer) => morceaux.push(m));
  const fini = new Promise((suite) => doc.on("end", suite));
  const racine = doc.struct("Document");
  doc.addStructure(racine);
  for (let p = 0; p < pages; p += 1) {
    doc.addPage({ size: "A4", margin: 40 });
    const sect = doc.struct("Sect");
    racine.add(sect);
    if (p % 10 === 0) {
      doc.outline.addItem(`${titre}, chapitre ${p / 10 + 1}`);
      sect.add(doc.struct("H1", {}, () => void doc.fontSize(16).text(`${titre}, chapitre ${p / 10 + 1}`)));
    }
    for (let i = 0; i < paragraphes; i += 1)
      sect.add(
        doc.struct(
          "P",
          {},
          () => void doc.fontSize(9).text(`Page ${p + 1}, alinéa ${i + 1} : le projet forme des apprentis.`),
        ),
      );
    const table = doc.struct("Table");
    sect.add(table);
    for (let r = 0; r < 5; r += 1) {
      const rangee = doc.struct("TR");
      table.add(rangee);
      for (let c = 0; c < 4; c += 1)
        rangee.add(
          doc.struct(
            r === 0 ? "TH" : "TD",
            {},
            () => void doc.text(`${r}-${c}`, 40 + 100 * c, 500 + 20 * r, { lineBreak: false }),
          ),
        );
      rangee.end();
    }
    table.end();
    sect.end();
  }
  racine.end();
  doc.end();
  await fini;
  return Buffer.concat(morceaux);
}

/** The same file, changed: each test says what is wrong with its own. */
export async function changer(octets: Uint8Array, faire: (doc: PDFLib) => void, compact = false): Promise<Uint8Array> {
  const doc = await PDFLib.load(octets, { updateMetadata: false });
  faire(doc);
  return doc.save({ useObjectStreams: compact, updateFieldAppearances: false });
}

/** Every element of the tree: path of its roles once mapped, number of its own pieces of content, alternative text. */
export async function balises(octets: Uint8Array, sous = ""): Promise<string[]> {
  const doc = await PDFLib.load(octets, { updateMetadata: false });
  const n = (nom: string) => PDFName.of(nom);
  const arbre = doc.catalog.lookup(n("StructTreeRoot"), PDFDict);
  const carte = arbre.lookupMaybe(n("RoleMap"), PDFDict);
  const chaine = (role: string): string => {
    let nom = role;
    for (let i = 0; i < 10; i += 1) {
      const suite = carte?.lookup(n(nom));
      if (!(suite instanceof PDFName)) break;
      nom = suite.decodeText();
    }
    return nom;
  };
  const trouves: string[] = [];
  const pile: { valeur: unknown; chemin: string }[] = [{ valeur: arbre, chemin: sous }];
  const liste = (v: unknown): unknown[] => {
    const lue = v as { asArray?: () => unknown[] } | undefined;
    return lue === undefined ? [] : typeof lue.asArray === "function" ? lue.asArray() : [lue];
  };
  while (pile.length > 0) {
    const { valeur, chemin } = pile.pop() as { valeur: unknown; chemin: string };
    const dict = valeur as PDFDict;
    let contenus = 0;
    const role = dict === arbre ? "" : chaine(dict.lookup(n("S"), PDFName).decodeText());
    const ici = role === "" ? chemin : `${chemin}/${role}`;
    for (const brut of liste(dict.lookup(n("K")))) {
      const enfant = (brut as { tag?: string })?.tag === undefined ? brut : doc.context.lookup(brut as never);
      if (!(enfant instanceof PDFDict) || !enfant.has(n("S"))) contenus += 1;
      else pile.push({ valeur: enfant, chemin: ici });
    }
    const alt = dict.lookup(n("Alt"));
    if (role !== "") trouves.push(`${ici} ${contenus}${alt instanceof PDFString ? ` ${alt.decodeText()}` : ""}`);
  }
  return trouves.sort();
}
