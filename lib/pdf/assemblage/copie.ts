/**
 * Writes the objects of one source into the assembly under new numbers, from what is asked for to all that it names. Only what is
 * reached goes out: old revisions, catalogues and scripts stay behind.
 */
import {
  PDFArray,
  PDFBool,
  type PDFContext,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
  PDFRef,
  PDFString,
} from "pdf-lib";
import type { EcrivainPdf } from "./ecrivain";
import type { Retire } from "./fautes";

const n = (nom: string): PDFName => PDFName.of(nom);
/** Asked several times for each value: the library's exports are functions that look them up. */
const [Ref, Nom, Nombre, Dict, Tableau, Texte, Hexa, Booleen] = [
  PDFRef,
  PDFName,
  PDFNumber,
  PDFDict,
  PDFArray,
  PDFString,
  PDFHexString,
  PDFBool,
] as const;
const TYPE = n("Type");
const S = n("S");
const STRUCT_PARENT = n("StructParent");
const STRUCT_PARENTS = n("StructParents");
const LONGUEUR = n("Length");
const EF = n("EF");
const POLICE = n("Font");
/** Met only through a way that the assembly does not follow: a page outside the tree, the source's own catalogue. */
const HORS = new Set([n("Page"), n("Pages"), n("Catalog"), n("StructTreeRoot")]);
const ACTIONS = new Map<PDFName, Retire>([
  [n("JavaScript"), "code"],
  [n("Launch"), "actions"],
  [n("SubmitForm"), "actions"],
  [n("ImportData"), "actions"],
  [n("ResetForm"), "actions"],
  [n("GoToE"), "actions"],
  [n("Rendition"), "multimedia"],
  [n("RichMediaExecute"), "multimedia"],
]);
/** A key of the parent tree beyond this is a lie. */
export const CLE_MAX = 2_000_000;

export class Copie {
  private readonly numeros = new Map<PDFRef, number>();
  private readonly file: PDFRef[] = [];
  /** Highest key of the parent tree met, in the source's own numbering. */
  cleMax = -1;
  /** Dictionaries that keep their place in the parent tree; null: all of them do. */
  gardes: WeakSet<PDFDict> | null = null;
  /** Structure elements: their `S` is a role. */
  elements: WeakSet<PDFDict> = new WeakSet();

  constructor(
    readonly contexte: PDFContext,
    readonly ecrivain: EcrivainPdf,
    /** Added to every key of the parent tree. */
    readonly decalage: number,
    readonly retires: Set<Retire>,
  ) {}

  /** Gives a number beforehand: a page, or the root that becomes a part. */
  placer(ref: PDFRef, numero: number): void {
    this.numeros.set(ref, numero);
  }

  private numero(ref: PDFRef): number | null {
    const connu = this.numeros.get(ref);
    if (connu !== undefined) return connu;
    const objet = this.contexte.lookup(ref);
    if (objet === undefined || (objet instanceof Dict && HORS.has(objet.get(TYPE) as PDFName))) return null;
    const numero = this.ecrivain.reserver();
    this.numeros.set(ref, numero);
    this.file.push(ref);
    return numero;
  }

  /** PDF text of a value, references renumbered. */
  texte(objet: PDFObject | undefined): string {
    if (objet instanceof Ref) {
      const numero = this.numero(objet);
      return numero === null ? "null" : `${numero} 0 R`;
    }
    if (objet instanceof Nom) return objet.toString();
    if (objet instanceof Nombre) return nombre(objet.asNumber());
    if (objet instanceof Dict) return this.dict(objet);
    if (objet instanceof Tableau)
      return `[${objet
        .asArray()
        .map((o) => this.texte(o))
        .join(" ")}]`;
    if (objet instanceof Texte || objet instanceof Hexa || objet instanceof Booleen) return objet.toString();
    // Null, an object that could not be read, a stream where none may stand.
    return "null";
  }

  private dict(dict: PDFDict): string {
    const action = this.elements.has(dict) ? undefined : ACTIONS.get(dict.lookup(S) as PDFName);
    if (action !== undefined) {
      this.retires.add(action);
      return "null";
    }
    return `<<${this.entrees(dict)}>>`;
  }

  private entrees(dict: PDFDict, sauf?: PDFName): string {
    let texte = "";
    for (const [cle, valeur] of dict.entries()) {
      if (cle === sauf) continue;
      if (cle === STRUCT_PARENT || cle === STRUCT_PARENTS) {
        const rang = this.cle(dict, valeur);
        if (rang !== null) texte += `${cle.toString()} ${rang}`;
      } else if (cle === EF && dict.get(TYPE) !== POLICE) this.retires.add("fichiers");
      else texte += `${cle.toString()} ${this.texte(valeur)}`;
    }
    return texte;
  }

  private cle(dict: PDFDict, valeur: PDFObject): number | null {
    const lue = valeur instanceof Ref ? this.contexte.lookup(valeur) : valeur;
    const rang = lue instanceof Nombre ? lue.asNumber() : -1;
    if (!Number.isSafeInteger(rang) || rang < 0 || rang > CLE_MAX) return null;
    if (this.gardes !== null && !this.gardes.has(dict)) return null;
    this.cleMax = Math.max(this.cleMax, rang);
    return rang + this.decalage;
  }

  /** Entries of a dictionary that the caller writes itself. */
  corps(dict: PDFDict): string {
    return this.entrees(dict);
  }

  /** Writes all that has been named and not yet written; `pause` lets others go on. */
  async vider(pause: () => Promise<void>): Promise<void> {
    let ecrits = 0;
    for (let ref = this.file.pop(); ref !== undefined; ref = this.file.pop()) {
      const numero = this.numeros.get(ref) as number;
      const objet = this.contexte.lookup(ref);
      if (objet instanceof PDFRawStream) this.ecrivain.flux(numero, this.entrees(objet.dict, LONGUEUR), objet.contents);
      else this.ecrivain.objet(numero, this.texte(objet));
      ecrits += 1;
      if (ecrits % 2_000 === 0) await pause();
    }
  }
}

/** No exponent in a PDF. */
const nombre = (valeur: number): string => {
  if (Number.isInteger(valeur)) return Math.abs(valeur) < 1e15 ? `${valeur}` : "0";
  const texte = `${valeur}`;
  return texte.includes("e") ? valeur.toFixed(10) : texte;
};
