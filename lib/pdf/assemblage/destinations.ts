/**
 * Where links and bookmarks of an annexe lead. Named destinations are resolved into the place itself: two annexes may use one name,
 * and a place needs none.
 */
import { PDFArray, PDFDict, PDFHexString, PDFName, PDFNumber, type PDFObject, PDFRef, PDFString } from "pdf-lib";
import { lireArbreDeNoms, octetsDe, texteDe } from "./arbres";
import type { Retire } from "./fautes";
import type { Source } from "./lire-source";
import type { PageSource } from "./pages";

const n = (nom: string): PDFName => PDFName.of(nom);
const D = n("D");
const S = n("S");
const URI_SURE = /^(?:https?|mailto|tel):/i;

export class Destinations {
  private readonly nommees = new Map<string, PDFObject>();
  private readonly pages: Set<PDFRef>;

  constructor(
    private readonly source: Source,
    private readonly ordre: readonly PageSource[],
    private readonly retires: Set<Retire>,
  ) {
    this.pages = new Set(ordre.map((p) => p.ref));
    const anciennes = source.catalogue.lookup(n("Dests"));
    if (anciennes instanceof PDFDict)
      for (const [cle, valeur] of anciennes.entries()) this.nommees.set(cle.decodeText(), valeur);
    const noms = source.catalogue.lookup(n("Names"));
    if (noms instanceof PDFDict)
      for (const [cle, valeur] of lireArbreDeNoms(noms.lookup(n("Dests")))) this.nommees.set(cle, valeur);
  }

  /** The place, in a page of this annexe; null: nowhere. */
  resoudre(valeur: PDFObject | undefined, detours = 0): PDFArray | null {
    const lue = valeur instanceof PDFRef ? this.source.contexte.lookup(valeur) : valeur;
    if (detours > 5) return null;
    if (lue instanceof PDFDict) return this.resoudre(lue.get(D), detours + 1);
    if (lue instanceof PDFName) return this.resoudre(this.nommees.get(lue.decodeText()), detours + 1);
    if (lue instanceof PDFString || lue instanceof PDFHexString)
      return this.resoudre(this.nommees.get(octetsDe(lue)), detours + 1);
    if (!(lue instanceof PDFArray) || lue.size() === 0) return null;
    const page = lue.get(0);
    if (page instanceof PDFRef) return this.pages.has(page) ? lue : null;
    const ref = page instanceof PDFNumber ? this.ordre[page.asNumber()]?.ref : undefined;
    return ref === undefined ? null : (this.source.contexte.obj([ref, ...lue.asArray().slice(1)]) as PDFArray);
  }

  /** The action without what acts by itself; null: nothing is left of it. */
  action(valeur: PDFObject | undefined): PDFDict | null {
    const action = valeur instanceof PDFRef ? this.source.contexte.lookup(valeur) : valeur;
    if (!(action instanceof PDFDict)) return null;
    if (action.has(n("Next"))) {
      action.delete(n("Next"));
      this.retires.add("actions");
    }
    const genre = action.lookup(S);
    if (genre === n("GoTo")) {
      const lieu = this.resoudre(action.get(D));
      action.delete(n("SD"));
      if (lieu === null) this.retires.add("liens");
      else action.set(D, lieu);
      return lieu === null ? null : action;
    }
    if (genre === n("URI") && URI_SURE.test(texteDe(action.lookup(n("URI"))) ?? "")) return action;
    if (genre === n("Named")) return action;
    this.retires.add(genre === n("JavaScript") ? "code" : "actions");
    return null;
  }
}
