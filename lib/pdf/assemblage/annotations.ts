/** Annotations of an annexe: links stay, notes stay; forms, films and attached files become what they look like. */
import { PDFArray, PDFDict, PDFHexString, PDFName, PDFNumber, type PDFObject, PDFRawStream, PDFRef } from "pdf-lib";
import { texteDe } from "./arbres";
import type { Destinations } from "./destinations";
import type { Retire } from "./fautes";
import type { Source } from "./lire-source";

const n = (nom: string): PDFName => PDFName.of(nom);
const FICHIER = n("FileAttachment");
const INERTES = new Set(["Widget", "Screen", "Movie", "Sound", "RichMedia", "3D", "FileAttachment"].map(n));
const LIEN = n("Link");
/** What a form field or a film is made of; its look (AP, AS) and its place (Rect, P, StructParent) stay. */
const ORGANES = [
  "FT Ff V DV Kids Parent T TU TM DA Q MK Opt MaxLen A AA H BS DR Lock SV I TI DS RV Border PA",
  "FS Movie Sound RichMediaContent RichMediaSettings 3DD 3DV 3DA 3DI 3DB Name AF",
]
  .join(" ")
  .split(" ")
  .map(n);
/** Invisible, hidden, printed, not shown. */
const DRAPEAUX = 1 | 2 | 4 | 32;
const VERROU = 64 | 128;
const ANCETRES_MAX = 30;

export class Annotations {
  private readonly faites = new WeakSet<PDFDict>();

  constructor(
    private readonly source: Source,
    private readonly destinations: Destinations,
    private readonly retires: Set<Retire>,
  ) {}

  /** Those of a page, cleaned; links alone are answered. */
  dePage(page: PDFDict): PDFRef[] {
    const annots = page.lookup(n("Annots"));
    if (!(annots instanceof PDFArray)) {
      page.delete(n("Annots"));
      return [];
    }
    const liens: PDFRef[] = [];
    const gardees: PDFObject[] = [];
    for (const brut of annots.asArray()) {
      const dict = brut instanceof PDFRef ? this.source.contexte.lookup(brut) : brut;
      if (!(dict instanceof PDFDict)) continue;
      this.nettoyer(dict);
      const ref = brut instanceof PDFRef ? brut : this.source.contexte.register(dict);
      gardees.push(ref);
      if (dict.lookup(n("Subtype")) === LIEN) liens.push(ref);
    }
    if (gardees.length === 0) page.delete(n("Annots"));
    else {
      page.set(n("Annots"), this.source.contexte.obj(gardees));
      page.set(n("Tabs"), n("S"));
    }
    return liens;
  }

  nettoyer(dict: PDFDict): void {
    if (this.faites.has(dict)) return;
    this.faites.add(dict);
    const genre = dict.lookup(n("Subtype"));
    if (genre instanceof PDFName && INERTES.has(genre)) this.figer(dict, genre);
    else this.desarmer(dict);
  }

  /** Nothing happens but on a click, and a click leads to a page of the annexe or to an address. */
  private desarmer(dict: PDFDict): void {
    if (dict.has(n("AA"))) {
      dict.delete(n("AA"));
      this.retires.add("actions");
    }
    dict.delete(n("AF"));
    // The address of a link under another name, which some readers follow; ours is in `A`.
    dict.delete(n("PA"));
    if (dict.has(n("A"))) {
      const action = this.destinations.action(dict.get(n("A")));
      if (action === null) dict.delete(n("A"));
    }
    if (dict.has(n("Dest"))) {
      const lieu = this.destinations.resoudre(dict.get(n("Dest")));
      if (lieu !== null) dict.set(n("Dest"), lieu);
      else {
        dict.delete(n("Dest"));
        this.retires.add("liens");
      }
    }
  }

  /** A stamp: an image of itself that nothing answers to. Its tag stays, and names it. */
  private figer(dict: PDFDict, genre: PDFName): void {
    this.retires.add(genre === FICHIER ? "fichiers" : genre === n("Widget") ? "formulaire" : "multimedia");
    if (genre === n("Widget")) {
      if (this.herite(dict, "FT") === n("Sig") && this.herite(dict, "V") !== undefined) this.retires.add("signature");
      const nom = texteDe(this.herite(dict, "TU")) ?? texteDe(this.herite(dict, "T"));
      const valeur = this.herite(dict, "V");
      const lue = texteDe(valeur) ?? (valeur instanceof PDFName ? valeur.decodeText() : null);
      const texte = [nom, lue].filter((t) => t).join(" : ");
      if (texte !== "") dict.set(n("Contents"), PDFHexString.fromText(texte));
    }
    for (const cle of ORGANES) dict.delete(cle);
    const f = dict.lookup(n("F"));
    const drapeaux = f instanceof PDFNumber ? f.asNumber() & DRAPEAUX : 4;
    dict.set(n("F"), PDFNumber.of(drapeaux | VERROU));
    dict.set(n("Subtype"), n("Stamp"));
    dict.set(n("Type"), n("Annot"));
    if (!(dict.lookup(n("AP")) instanceof PDFDict)) dict.set(n("AP"), this.source.contexte.obj({ N: this.vide() }));
  }

  private herite(dict: PDFDict, cle: string): PDFObject | undefined {
    let noeud: PDFObject | undefined = dict;
    for (let i = 0; i < ANCETRES_MAX && noeud instanceof PDFDict; i += 1) {
      const valeur = noeud.lookup(n(cle));
      if (valeur !== undefined) return valeur;
      noeud = noeud.lookup(n("Parent"));
    }
    return undefined;
  }

  private vide(): PDFRef {
    const { contexte } = this.source;
    const dict = contexte.obj({ Type: "XObject", Subtype: "Form", BBox: [0, 0, 1, 1], Resources: {} });
    return contexte.register(PDFRawStream.of(dict, new Uint8Array(0)));
  }
}
