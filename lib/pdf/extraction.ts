/** Reads the data back from a dossier's PDF and checks them against the hash kept in the document. */
import { inflateSync } from "node:zlib";
import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFRawStream,
  PDFString,
} from "pdf-lib";
import { MOTIF_DESCRIPTION, NOM_DONNEES, sha256 } from "./donnees";
import { CLE_EMPREINTE } from "./pdfkit";

export type Extraction =
  | { ok: true; donnees: unknown; texte: string; sha256: string }
  | { ok: false; motif: "illisible" | "sans_donnees" | "empreinte" };

const refus = (motif: "illisible" | "sans_donnees" | "empreinte"): Extraction => ({ ok: false, motif });

/** A file cut short has lost its end; pdf-lib would rebuild what it can and say nothing. */
function estEntier(octets: Uint8Array): boolean {
  const latin = (de: number, a: number) => Buffer.from(octets.subarray(de, a)).toString("latin1");
  return (
    latin(0, 1024).includes("%PDF-") &&
    /startxref\s+\d+\s+%%EOF\s*$/.test(latin(Math.max(0, octets.length - 1024), octets.length))
  );
}

async function ouvrir(octets: Uint8Array): Promise<PDFDocument | undefined> {
  if (!estEntier(octets)) return undefined;
  try {
    const doc = await PDFDocument.load(octets, { updateMetadata: false, throwOnInvalidObject: true });
    // Walks the catalog and the pages: a file that only pretends to be a PDF has neither.
    return doc.isEncrypted || doc.getPageCount() === 0 ? undefined : doc;
  } catch {
    return undefined;
  }
}

const texteDe = (valeur: unknown): string | undefined =>
  valeur instanceof PDFString || valeur instanceof PDFHexString ? valeur.decodeText() : undefined;

/** The name tree of embedded files may be split into nodes by whoever saved the file again. */
function* fichiersJoints(noeud: PDFDict | undefined, profondeur = 0): Generator<PDFDict> {
  if (!noeud || profondeur > 20) return;
  const noms = noeud.lookupMaybe(PDFName.of("Names"), PDFArray);
  for (let i = 1; noms && i < noms.size(); i += 2) {
    const fiche = noms.lookupMaybe(i, PDFDict);
    if (fiche) yield fiche;
  }
  const enfants = noeud.lookupMaybe(PDFName.of("Kids"), PDFArray);
  for (let i = 0; enfants && i < enfants.size(); i += 1)
    yield* fichiersJoints(enfants.lookupMaybe(i, PDFDict), profondeur + 1);
}

function ficheDesDonnees(doc: PDFDocument): PDFDict | undefined {
  const noms = doc.catalog.lookupMaybe(PDFName.of("Names"), PDFDict);
  const racine = noms?.lookupMaybe(PDFName.of("EmbeddedFiles"), PDFDict);
  for (const fiche of fichiersJoints(racine))
    if (
      texteDe(fiche.lookup(PDFName.of("UF"))) === NOM_DONNEES ||
      texteDe(fiche.lookup(PDFName.of("F"))) === NOM_DONNEES
    )
      return fiche;
  return undefined;
}

/** No dossier weighs as much: a few kilobytes may claim to hold gigabytes. */
const DECOMPRESSE_MAX = 64_000_000;

function decoder(flux: PDFRawStream): Uint8Array {
  const filtre = flux.dict.lookup(PDFName.of("Filter"));
  const seul = filtre instanceof PDFArray && filtre.size() === 1 ? filtre.lookup(0) : filtre;
  return seul === PDFName.of("FlateDecode") && !flux.dict.has(PDFName.of("DecodeParms"))
    ? inflateSync(flux.getContents(), { maxOutputLength: DECOMPRESSE_MAX })
    : decodePDFRawStream(flux).decode();
}

function contenu(fiche: PDFDict): Uint8Array | undefined {
  const flux = fiche.lookupMaybe(PDFName.of("EF"), PDFDict)?.lookup(PDFName.of("F"));
  return flux instanceof PDFRawStream ? decoder(flux) : undefined;
}

/** Every place that keeps the hash must say the same as the bytes: description, document properties, XMP. */
function empreintesGardees(doc: PDFDocument, fiche: PDFDict): (string | undefined)[] {
  const { Info } = doc.context.trailerInfo;
  const info = Info && doc.context.lookupMaybe(Info, PDFDict);
  const xmp = doc.catalog.lookup(PDFName.of("Metadata"));
  const paquet = xmp instanceof PDFRawStream ? Buffer.from(decoder(xmp)).toString("utf8") : "";
  return [
    MOTIF_DESCRIPTION.exec(texteDe(fiche.lookup(PDFName.of("Desc"))) ?? "")?.[1],
    texteDe(info?.lookup(PDFName.of(CLE_EMPREINTE))),
    /<rigel:donneesSha256>([0-9a-f]{64})</.exec(paquet)?.[1],
  ];
}

export async function extraireDossier(pdf: Uint8Array): Promise<Extraction> {
  const doc = await ouvrir(pdf);
  if (!doc) return refus("illisible");
  try {
    const fiche = ficheDesDonnees(doc);
    if (!fiche) return refus("sans_donnees");
    const octets = contenu(fiche);
    if (!octets) return refus("sans_donnees");
    const empreinte = sha256(octets);
    if (empreintesGardees(doc, fiche).some((gardee) => gardee !== empreinte)) return refus("empreinte");
    const texte = new TextDecoder("utf-8", { fatal: true }).decode(octets);
    return { ok: true, donnees: JSON.parse(texte), texte, sha256: empreinte };
  } catch {
    // The file opens and holds our attachment, whose bytes no longer decode: they were changed.
    return refus("empreinte");
  }
}
