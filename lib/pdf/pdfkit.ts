/** PDFKit opened for an accessible, archivable, reproducible document; the only place that reaches behind its types. */
import PDFDocument from "pdfkit";
import { type Metadonnees, xmp } from "./metadonnees";
import { GRAISSES, type Polices } from "./polices";
import { PAGE } from "./theme";

export type Document = PDFKit.PDFDocument;

/** Attributes that PDFKit reads and its types leave out. */
type Options = { title?: string; alt?: string; bbox?: [number, number, number, number]; scope?: "Row" | "Column" };
export type Element = {
  add: (enfant: Element | (() => void)) => unknown;
  end: () => void;
  dictionary: { data: Record<string, unknown> };
};
type Signet = { addItem: (titre: string, options: Record<string, unknown>) => Signet };

/** Text strings of a PDF and of its XMP: no control character, no half of a surrogate pair. */
export const chaineSure = (texte: string): string =>
  texte
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 refuses them, that is the point
    .replace(/[\u0000-\u001f\u007f-\u009f\ufffe\uffff]+/g, " ")
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");

export const CLE_EMPREINTE = "RigelDonneesSha256";

/**
 * PDF/A-3a and PDF/UA-1 together. The identifier of the file comes from `info`, which holds the hash of the data: the
 * same data give the same bytes.
 */
export function ouvrirDocument(m: Metadonnees, polices: Polices): Document {
  const info = {
    Title: chaineSure(m.titre),
    Author: chaineSure(m.auteur),
    Subject: chaineSure(m.sujet),
    Creator: "Rigel",
    Producer: "Rigel, PDFKit 0.20",
    CreationDate: m.date,
    ModDate: m.date,
    [CLE_EMPREINTE]: m.donneesSha256,
  };
  const doc = new PDFDocument({
    pdfVersion: "1.7",
    subset: "PDF/A-3a",
    lang: "fr-FR",
    tagged: true,
    displayTitle: true,
    size: [PAGE.largeur, PAGE.hauteur],
    margin: 0,
    bufferPages: true,
    autoFirstPage: false,
    // Otherwise PDFKit starts by registering Helvetica, which is not embedded.
    font: null as unknown as undefined,
    info,
  });
  for (const graisse of GRAISSES) doc.registerFont(graisse, polices[graisse].font as unknown as string);
  // PDFKit writes the title into the XMP without escaping it, and knows no extension schema.
  Object.assign(doc, { _addInfo: () => doc.appendXML(xmp(m, info)) });
  return doc;
}

export const creerElement = (doc: Document, type: string, options: Options = {}): Element =>
  doc.struct(type, options) as unknown as Element;

/** ColSpan beside the scope, in the same attribute object. */
export function etendre(element: Element, colonnes: number): void {
  if (colonnes > 1)
    element.dictionary.data.A = { ...(element.dictionary.data.A as object), O: "Table", ColSpan: colonnes };
}

/** `Decimal` or `Disc`: a reader announces the right kind of list. */
export function numeroter(liste: Element, ordonnee: boolean): void {
  liste.dictionary.data.A = { O: "List", ListNumbering: ordonnee ? "Decimal" : "Disc" };
}

/** Addresses in a PDF are ASCII. */
export function annoterLien(
  doc: Document,
  element: Element,
  adresse: string,
  r: { x: number; y: number; largeur: number; hauteur: number },
): void {
  if (!URL.canParse(adresse)) return;
  const { href } = new URL(adresse);
  const d = doc as unknown as {
    link: (x: number, y: number, l: number, h: number, url: string, options: Record<string, unknown>) => void;
  };
  // A String object is written as a text, a plain one as a name.
  d.link(r.x, r.y, r.largeur, r.hauteur, href, {
    structParent: element,
    Contents: new String(chaineSure(`Lien vers ${adresse}`)),
  });
}

export const racineDesSignets = (doc: Document): Signet => doc.outline as unknown as Signet;

export function joindreFichier(
  doc: Document,
  fichier: { nom: string; type: string; description: string; octets: Uint8Array; date: Date },
): void {
  const d = doc as unknown as { file: (octets: Uint8Array, options: Record<string, unknown>) => void };
  d.file(fichier.octets, {
    name: fichier.nom,
    type: fichier.type,
    description: fichier.description,
    relationship: "Data",
    creationDate: fichier.date,
    modifiedDate: fichier.date,
  });
}

/** Ends the document and gathers its bytes. */
export function terminer(doc: Document): Promise<Uint8Array> {
  return new Promise((resoudre, rejeter) => {
    const parties: Buffer[] = [];
    doc.on("data", (partie: Buffer) => parties.push(partie));
    doc.on("end", () => resoudre(Buffer.concat(parties)));
    doc.on("error", rejeter);
    doc.end();
  });
}
