/** The pages of a source in order, each with what it inherited. Walked without recursion: a tree may be deep, or bite its tail. */
import { PDFArray, type PDFContext, PDFDict, PDFName, PDFNumber, PDFRef } from "pdf-lib";
import { ANNEXE_ABIMEE, ANNEXE_DEMESUREE, ANNEXE_SANS_PAGE, AnnexeFautive } from "./fautes";
import type { Source } from "./lire-source";

export type PageSource = { ref: PDFRef; dict: PDFDict };

/** Pages of one annexe: beyond, nobody reads. */
const PAGES_MAX = 5_000;
/** Nodes waiting to be visited. */
const NOEUDS_MAX = 200_000;

const n = (nom: string): PDFName => PDFName.of(nom);
const HERITES = ["Resources", "MediaBox", "CropBox", "Rotate"].map(n);
const KIDS = n("Kids");
const TYPE = n("Type");
const A4 = [0, 0, 595.28, 841.89];

type Herite = ReadonlyMap<PDFName, ReturnType<PDFDict["get"]>>;
type Etape = { ref: PDFRef; herite: Herite };

const heriter = (dict: PDFDict, herite: Herite): Herite => {
  const propres = HERITES.filter((cle) => dict.has(cle));
  return propres.length === 0 ? herite : new Map([...herite, ...propres.map((cle) => [cle, dict.get(cle)] as const)]);
};

/** All of them, or the annexe is refused: a page must never be missing without a word. */
export function lirePages({ contexte, catalogue }: Source): PageSource[] {
  const racine = catalogue.get(n("Pages"));
  if (!(racine instanceof PDFRef)) throw new AnnexeFautive(ANNEXE_ABIMEE);
  const pages: PageSource[] = [];
  const vus = new Set<PDFRef>();
  const pile: Etape[] = [{ ref: racine, herite: new Map() }];
  for (let etape = pile.pop(); etape !== undefined; etape = pile.pop()) {
    const { ref } = etape;
    const dict = contexte.lookup(ref);
    // A node met twice is a loop, or two places for one page: neither can be written again as it is.
    if (!(dict instanceof PDFDict) || vus.has(ref)) throw new AnnexeFautive(ANNEXE_ABIMEE);
    vus.add(ref);
    const enfants = dict.lookup(KIDS);
    if (enfants instanceof PDFArray && dict.get(TYPE) !== n("Page")) {
      const herite = heriter(dict, etape.herite);
      if (vus.size + pile.length + enfants.size() > NOEUDS_MAX) throw new AnnexeFautive(ANNEXE_DEMESUREE);
      for (let i = enfants.size() - 1; i >= 0; i -= 1) {
        const enfant = enfants.get(i);
        if (!(enfant instanceof PDFRef)) throw new AnnexeFautive(ANNEXE_ABIMEE);
        pile.push({ ref: enfant, herite });
      }
    } else {
      completer(dict, heriter(dict, etape.herite), contexte);
      pages.push({ ref, dict });
      if (pages.length > PAGES_MAX) throw new AnnexeFautive(ANNEXE_DEMESUREE);
    }
  }
  if (pages.length === 0) throw new AnnexeFautive(ANNEXE_SANS_PAGE);
  return pages;
}

function completer(dict: PDFDict, herite: Herite, contexte: PDFContext): void {
  for (const [cle, valeur] of herite) if (valeur !== undefined) dict.set(cle, valeur);
  if (!(dict.lookup(n("Resources")) instanceof PDFDict)) dict.set(n("Resources"), contexte.obj({}));
  const boite = dict.lookup(n("MediaBox"));
  if (!(boite instanceof PDFArray) || boite.size() !== 4) dict.set(n("MediaBox"), contexte.obj(A4));
  exigerContenu(dict, contexte);
}

/** A content that is named and is not there: the page would come out blank. */
function exigerContenu(dict: PDFDict, contexte: PDFContext): void {
  const contenu = dict.get(n("Contents"));
  if (contenu === undefined) return;
  const parties = contenu instanceof PDFRef ? contexte.lookup(contenu) : contenu;
  const refs = parties instanceof PDFArray ? parties.asArray() : [contenu];
  for (const ref of refs)
    if (ref instanceof PDFRef && contexte.lookup(ref) === undefined) throw new AnnexeFautive(ANNEXE_ABIMEE);
}

/** Streams of a page's content, one after the other. */
export function contenus(dict: PDFDict): PDFRef[] {
  const contenu = dict.get(n("Contents"));
  if (contenu instanceof PDFArray) return contenu.asArray().filter((r) => r instanceof PDFRef);
  if (!(contenu instanceof PDFRef)) return [];
  const vise = dict.lookup(n("Contents"));
  return vise instanceof PDFArray ? vise.asArray().filter((r) => r instanceof PDFRef) : [contenu];
}

export const entier = (valeur: unknown): number | null =>
  valeur instanceof PDFNumber && Number.isSafeInteger(valeur.asNumber()) ? valeur.asNumber() : null;
