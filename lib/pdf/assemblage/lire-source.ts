/**
 * Reads one annexe with pdf-lib's parser, under limits: what a file says of its own sizes proves nothing. Limits are of what the file
 * is, never of the time it takes: a busy machine must not leave an annexe out. Time stops the whole process, from outside.
 */
import { inflateSync } from "node:zlib";
import {
  type PDFContext,
  PDFDict,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFObjectStreamParser,
  PDFParser,
  PDFRawStream,
  PDFRef,
} from "pdf-lib";
import { ANNEXE_ABIMEE, ANNEXE_DEMESUREE, ANNEXE_PROTEGEE, ANNEXE_TRONQUEE, AnnexeFautive } from "./fautes";

/** Objects of a text report of 20 Mo: 300 000. */
const OBJETS_MAX = 1_000_000;
/** Objects in compressed streams, once decompressed. */
const OCTETS_MAX = 120_000_000;
/** Objects that the parser could not read and skipped: one is enough to doubt, a few are met in real files. */
const ILLISIBLES_MAX = 20;
/** Readers look for the end in the last kilobyte. */
const FIN_CHERCHEE = 2_048;

const TYPE = PDFName.of("Type");
const OBJSTM = PDFName.of("ObjStm");
const FILTRE = PDFName.of("Filter");
const FLATE = PDFName.of("FlateDecode");

/** What pdf-lib's parser does in private and is done otherwise here. */
type Interieur = {
  context: PDFContext;
  bytes: { offset(): number; moveTo(offset: number): void };
  parseIndirectObjectHeader(): PDFRef;
  skipWhitespaceAndComments(): void;
  parseObject(ref?: PDFRef): PDFObject;
  matchKeyword(mot: number[]): boolean;
  tryToParseInvalidIndirectObject(): PDFRef | undefined;
};

const ENDOBJ = [...Buffer.from("endobj")];

/** Stops the parser for good: it would take another error for one object gone wrong, and go on. */
class Arret {
  fautive: AnnexeFautive | null = null;
  verifier(): void {
    if (this.fautive !== null) throw this.fautive;
  }
  lever(motif: string): never {
    this.fautive ??= new AnnexeFautive(motif);
    throw this.fautive;
  }
}

function lecteur(octets: Uint8Array, arret: Arret): PDFParser {
  const parseur = PDFParser.forBytesWithOptions(octets, Number.POSITIVE_INFINITY, false, false, true);
  const dedans = parseur as unknown as Interieur & { parseIndirectObject(): Promise<PDFRef> };
  const illisible = dedans.tryToParseInvalidIndirectObject.bind(parseur);
  let lus = 0;
  let illisibles = 0;
  let decompresses = 0;

  const decompresser = (flux: PDFRawStream): Uint8Array => {
    const filtre = flux.dict.get(FILTRE);
    if (filtre === undefined) return flux.contents;
    if (filtre !== FLATE || flux.dict.has(PDFName.of("DecodeParms"))) arret.lever(ANNEXE_ABIMEE);
    try {
      // Two ends of line may stand before the last word: what follows the compressed data is ignored.
      return inflateSync(flux.contents, { maxOutputLength: Math.max(1, OCTETS_MAX - decompresses), finishFlush: 2 });
    } catch (erreur) {
      const trop = (erreur as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
      return arret.lever(trop ? ANNEXE_DEMESUREE : ANNEXE_ABIMEE);
    }
  };

  dedans.parseIndirectObject = async () => {
    arret.verifier();
    const ref = dedans.parseIndirectObjectHeader();
    dedans.skipWhitespaceAndComments();
    const objet = dedans.parseObject(ref);
    dedans.skipWhitespaceAndComments();
    dedans.matchKeyword(ENDOBJ);
    lus += 1;
    if (lus > OBJETS_MAX) arret.lever(ANNEXE_DEMESUREE);
    if (objet instanceof PDFRawStream && objet.dict.get(TYPE) === OBJSTM) {
      const contenu = decompresser(objet);
      decompresses += contenu.byteLength;
      const nombre = objet.dict.get(PDFName.of("N"));
      lus += nombre instanceof PDFNumber ? Math.max(0, nombre.asNumber()) : 0;
      if (lus > OBJETS_MAX || decompresses > OCTETS_MAX) arret.lever(ANNEXE_DEMESUREE);
      objet.dict.delete(FILTRE);
      try {
        await PDFObjectStreamParser.forStream(PDFRawStream.of(objet.dict, contenu)).parseIntoContext();
      } catch {
        // Every object that it holds would be missing.
        arret.lever(ANNEXE_ABIMEE);
      }
    } else if (objet instanceof PDFRawStream && objet.dict.get(TYPE) === PDFName.of("XRef")) {
      lireTrailer(dedans.context, objet.dict);
    } else dedans.context.assign(ref, objet);
    return ref;
  };
  dedans.tryToParseInvalidIndirectObject = () => {
    arret.verifier();
    illisibles += 1;
    if (illisibles > ILLISIBLES_MAX) arret.lever(ANNEXE_ABIMEE);
    return illisible();
  };
  return parseur;
}

/** The table itself is of no use: objects are found where they stand. It may announce a thousand million of them. */
function lireTrailer(contexte: PDFContext, dict: PDFDict): void {
  const { Root, Encrypt, Info } = contexte.trailerInfo;
  contexte.trailerInfo = {
    ...contexte.trailerInfo,
    Root: dict.get(PDFName.of("Root")) ?? Root,
    Encrypt: dict.get(PDFName.of("Encrypt")) ?? Encrypt,
    Info: dict.get(PDFName.of("Info")) ?? Info,
  };
}

export type Source = { contexte: PDFContext; catalogue: PDFDict };

export async function ouvrirSource(octets: Uint8Array): Promise<Source> {
  const tampon = Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength);
  if (tampon.subarray(-FIN_CHERCHEE).lastIndexOf("%%EOF") === -1) throw new AnnexeFautive(ANNEXE_TRONQUEE);
  const arret = new Arret();
  let contexte: PDFContext;
  try {
    contexte = await lecteur(octets, arret).parseDocument();
  } catch (erreur) {
    // Whatever the parser cannot make sense of, its own recursion included.
    throw arret.fautive ?? (erreur instanceof AnnexeFautive ? erreur : new AnnexeFautive(ANNEXE_ABIMEE));
  }
  if (arret.fautive !== null) throw arret.fautive;
  if (contexte.trailerInfo.Encrypt !== undefined) throw new AnnexeFautive(ANNEXE_PROTEGEE);
  const racine = contexte.trailerInfo.Root;
  const catalogue = racine instanceof PDFRef ? contexte.lookup(racine) : racine;
  if (!(catalogue instanceof PDFDict)) throw new AnnexeFautive(ANNEXE_ABIMEE);
  return { contexte, catalogue };
}
