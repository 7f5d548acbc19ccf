/** Reads the data back from a dossier's PDF and checks them against the hash kept in the document. */
import { inflateSync } from "node:zlib";
import { PDFArray, PDFDict, PDFHexString, PDFName, PDFRawStream, PDFString } from "pdf-lib";
import { ouvrirSource, type Source } from "./assemblage/lire-source";
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

async function ouvrir(octets: Uint8Array): Promise<Source | undefined> {
  if (!estEntier(octets)) return undefined;
  try {
    const source = await ouvrirSource(octets);
    // A file that only pretends to be a PDF has no page.
    const pages = source.catalogue.lookup(PDFName.of("Pages"));
    const enfants = pages instanceof PDFDict ? pages.lookup(PDFName.of("Kids")) : undefined;
    return enfants instanceof PDFArray && enfants.size() > 0 ? source : undefined;
  } catch {
    return undefined;
  }
}

const texteDe = (valeur: unknown): string | undefined =>
  valeur instanceof PDFString || valeur instanceof PDFHexString ? valeur.decodeText() : undefined;

/** Nodes and entries looked at: ours has one of each. */
const FICHES_MAX = 2_000;

/** The name tree of embedded files may be split into nodes by whoever saved the file again. A node met twice is a loop. */
function* fichiersJoints(racine: PDFDict | undefined): Generator<PDFDict> {
  const vus = new Set<unknown>();
  const pile: unknown[] = [racine];
  let reste = FICHES_MAX;
  while (pile.length > 0 && reste > 0) {
    const noeud = pile.pop();
    reste -= 1;
    if (!(noeud instanceof PDFDict) || vus.has(noeud)) continue;
    vus.add(noeud);
    const noms = noeud.lookup(PDFName.of("Names"));
    for (let i = 1; noms instanceof PDFArray && i < noms.size() && reste > 0; i += 2) {
      reste -= 1;
      const fiche = noms.lookup(i);
      if (fiche instanceof PDFDict) yield fiche;
    }
    const enfants = noeud.lookup(PDFName.of("Kids"));
    if (enfants instanceof PDFArray)
      for (let i = Math.min(enfants.size(), reste) - 1; i >= 0; i -= 1) pile.push(enfants.lookup(i));
  }
}

function ficheDesDonnees({ catalogue }: Source): PDFDict | undefined {
  const noms = catalogue.lookup(PDFName.of("Names"));
  const racine = noms instanceof PDFDict ? noms.lookup(PDFName.of("EmbeddedFiles")) : undefined;
  for (const fiche of fichiersJoints(racine instanceof PDFDict ? racine : undefined))
    if (
      texteDe(fiche.lookup(PDFName.of("UF"))) === NOM_DONNEES ||
      texteDe(fiche.lookup(PDFName.of("F"))) === NOM_DONNEES
    )
      return fiche;
  return undefined;
}

/** No dossier weighs as much: a few kilobytes may claim to hold gigabytes. */
const DECOMPRESSE_MAX = 16_000_000;

/** In clear or deflated once, as we write it and as those who save it again do: any other chain of filters is refused. */
function decoder(flux: PDFRawStream): Uint8Array {
  const filtre = flux.dict.lookup(PDFName.of("Filter"));
  if (filtre === undefined) return flux.getContents();
  const seul = filtre instanceof PDFArray && filtre.size() === 1 ? filtre.lookup(0) : filtre;
  if (seul !== PDFName.of("FlateDecode") || flux.dict.has(PDFName.of("DecodeParms")))
    throw new Error("Filtre inattendu");
  return inflateSync(flux.getContents(), { maxOutputLength: DECOMPRESSE_MAX });
}

function contenu(fiche: PDFDict): Uint8Array | undefined {
  const flux = fiche.lookupMaybe(PDFName.of("EF"), PDFDict)?.lookup(PDFName.of("F"));
  return flux instanceof PDFRawStream ? decoder(flux) : undefined;
}

/** Every place that keeps the hash must say the same as the bytes: description, document properties, XMP. */
function empreintesGardees({ contexte, catalogue }: Source, fiche: PDFDict): (string | undefined)[] {
  const { Info } = contexte.trailerInfo;
  const info = Info && contexte.lookupMaybe(Info, PDFDict);
  const xmp = catalogue.lookup(PDFName.of("Metadata"));
  const paquet = xmp instanceof PDFRawStream ? Buffer.from(decoder(xmp)).toString("utf8") : "";
  return [
    MOTIF_DESCRIPTION.exec(texteDe(fiche.lookup(PDFName.of("Desc"))) ?? "")?.[1],
    texteDe(info?.lookup(PDFName.of(CLE_EMPREINTE))),
    /<rigel:donneesSha256>([0-9a-f]{64})</.exec(paquet)?.[1],
  ];
}

export async function extraireDossier(pdf: Uint8Array): Promise<Extraction> {
  const source = await ouvrir(pdf);
  if (!source) return refus("illisible");
  try {
    const fiche = ficheDesDonnees(source);
    if (!fiche) return refus("sans_donnees");
    const octets = contenu(fiche);
    if (!octets) return refus("sans_donnees");
    const empreinte = sha256(octets);
    if (empreintesGardees(source, fiche).some((gardee) => gardee !== empreinte)) return refus("empreinte");
    const texte = new TextDecoder("utf-8", { fatal: true }).decode(octets);
    return { ok: true, donnees: JSON.parse(texte), texte, sha256: empreinte };
  } catch {
    // The file opens and holds our attachment, whose bytes no longer decode: they were changed.
    return refus("empreinte");
  }
}
