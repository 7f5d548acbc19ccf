/** The structure tree of a tagged annexe, made ready to become one part of the assembly's. */
import { PDFArray, PDFDict, PDFHexString, PDFName, type PDFObject, PDFRef, PDFString } from "pdf-lib";
import { lireArbreDeNombres, octetsDe } from "./arbres";
import type { Source } from "./lire-source";
import { nomRole, type Roles } from "./roles";

const n = (nom: string): PDFName => PDFName.of(nom);
const [K, P, S, C, ID, A, TYPE, NS, OBJ, MCID] = ["K", "P", "S", "C", "ID", "A", "Type", "NS", "Obj", "MCID"].map(
  n,
) as [PDFName, PDFName, PDFName, PDFName, PDFName, PDFName, PDFName, PDFName, PDFName, PDFName];

const OBJR = n("OBJR");
const MCR = n("MCR");
const AF = n("AF");

export type Element = { dict: PDFDict; ref: PDFRef | null };
export type Structure = {
  racine: PDFDict;
  enfants: PDFObject[];
  elements: Element[];
  /** Annotations that the tree names. */
  annotations: PDFDict[];
  /** Keys in order, each once. */
  parents: [number, PDFObject][];
};

/** Stands for the root of the source's tree: what points at it will point at the annexe's part. */
export const RACINE = PDFRef.of(0, 65_535);

/** A lone child is given by its reference, which must stay one: the parent tree names it too. */
const enfantsDe = (parent: PDFDict): PDFObject[] => {
  const brut = parent.get(K);
  const vise = parent.lookup(K);
  return vise instanceof PDFArray ? vise.asArray() : brut === undefined ? [] : [brut];
};

/** Null: no tag at all. Loops are cut where they come back: an element has one place. */
export function lireStructure({ contexte, catalogue }: Source): Structure | null {
  const racine = catalogue.lookup(n("StructTreeRoot"));
  if (!(racine instanceof PDFDict)) return null;
  const vus = new Set<PDFDict>();
  const elements: Element[] = [];
  const annotations: PDFDict[] = [];
  const pile: PDFDict[] = [];

  /** Children of a node that stay, in order; elements are put on the stack. */
  const garder = (parent: PDFDict): PDFObject[] => {
    const gardes = enfantsDe(parent).filter((brut) => {
      const enfant = brut instanceof PDFRef ? contexte.lookup(brut) : brut;
      if (!(enfant instanceof PDFDict)) return enfant !== undefined && parent !== racine;
      if (enfant.get(TYPE) === OBJR) {
        const objet = enfant.lookup(OBJ);
        if (objet instanceof PDFDict) annotations.push(objet);
        return true;
      }
      if (enfant.get(TYPE) === MCR || (enfant.has(MCID) && !enfant.has(S))) return true;
      if (vus.has(enfant) || !(enfant.lookup(S) instanceof PDFName)) return false;
      vus.add(enfant);
      elements.push({ dict: enfant, ref: brut instanceof PDFRef ? brut : null });
      pile.push(enfant);
      return true;
    });
    if (gardes.length > 0) parent.set(K, contexte.obj(gardes));
    else parent.delete(K);
    return gardes;
  };

  const enfants = garder(racine);
  if (enfants.length === 0) return null;
  for (const enfant of enfants) {
    const dict = enfant instanceof PDFRef ? contexte.lookup(enfant) : enfant;
    if (dict instanceof PDFDict) dict.set(P, RACINE);
  }
  for (let element = pile.pop(); element !== undefined; element = pile.pop()) garder(element);

  const parents = new Map<number, PDFObject>();
  for (const [cle, valeur] of lireArbreDeNombres(racine.lookup(n("ParentTree"))))
    if (Number.isSafeInteger(cle) && cle >= 0) parents.set(cle, valeur);
  for (const { dict } of elements) dict.delete(AF);
  return {
    racine,
    enfants,
    elements,
    annotations,
    parents: [...parents].sort(([a], [b]) => a - b),
  };
}

/** Roles, classes and identifiers under names that no other annexe uses. Answers the identifiers, for the assembly's tree. */
export function renommer(
  { racine, elements }: Structure,
  prefixe: string,
  roles: Roles,
  ecrire: (objet: PDFObject) => string,
): [string, PDFRef][] {
  const sansEspace = elements.filter(({ dict }) => !dict.has(NS));
  const employes = new Set([...new Set(sansEspace.map(({ dict }) => dict.lookup(S)))].map((s) => nomRole(s) ?? ""));
  const carte = racine.lookup(n("RoleMap"));
  const noms = roles.renommer(carte instanceof PDFDict ? carte : undefined, employes);
  const attributs = new WeakSet<PDFDict>();
  const prefixer = (valeur: PDFObject | undefined) => prefixerEntetes(valeur, prefixe, attributs);

  const classes = new Map<string, string>();
  const carteClasses = racine.lookup(n("ClassMap"));
  if (carteClasses instanceof PDFDict)
    for (const [cle, valeur] of carteClasses.entries()) {
      prefixer(carteClasses.lookup(cle));
      classes.set(cle.decodeText(), roles.classer(cle.decodeText(), ecrire(valeur)));
    }

  const nouveaux = new Map<PDFObject | undefined, PDFName>();
  const identifiants: [string, PDFRef][] = [];
  for (const { dict, ref } of elements) {
    if (!dict.has(NS)) renommerRole(dict, noms, nouveaux);
    renommerClasse(dict, classes);
    prefixer(dict.lookup(A));
    const id = dict.lookup(ID);
    if (id instanceof PDFString || id instanceof PDFHexString) {
      const octets = `${prefixe}${octetsDe(id)}`;
      dict.set(ID, PDFHexString.of(Buffer.from(octets, "latin1").toString("hex")));
      if (ref !== null) identifiants.push([octets, ref]);
    } else dict.delete(ID);
  }
  return identifiants.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

/** `nouveaux`: names are few, elements many. */
function renommerRole(
  dict: PDFDict,
  noms: ReadonlyMap<string, string>,
  nouveaux: Map<PDFObject | undefined, PDFName>,
): void {
  const ancien = dict.lookup(S);
  let nouveau = nouveaux.get(ancien);
  if (nouveau === undefined) {
    const role = nomRole(ancien) ?? "";
    nouveau = n(noms.get(role) ?? role);
    nouveaux.set(ancien, nouveau);
  }
  if (nouveau !== ancien) dict.set(S, nouveau);
}

function renommerClasse(dict: PDFDict, classes: ReadonlyMap<string, string>): void {
  const classe = dict.lookup(C);
  const nouveau = (valeur: PDFObject): PDFObject => {
    const nom = valeur instanceof PDFName ? classes.get(valeur.decodeText()) : undefined;
    return nom === undefined ? valeur : n(nom);
  };
  if (classe instanceof PDFName) dict.set(C, nouveau(classe));
  else if (classe instanceof PDFArray) dict.set(C, dict.context.obj(classe.asArray().map(nouveau)));
}

/** A cell names its headers by their identifiers. */
function prefixerEntetes(valeur: PDFObject | undefined, prefixe: string, faits: WeakSet<PDFDict>): void {
  const listes = valeur instanceof PDFArray ? valeur.asArray().map((_, i) => valeur.lookup(i)) : [valeur];
  for (const attributs of listes) {
    if (!(attributs instanceof PDFDict) || faits.has(attributs)) continue;
    faits.add(attributs);
    const entetes = attributs.lookup(n("Headers"));
    if (!(entetes instanceof PDFArray)) continue;
    const nouveaux = entetes.asArray().map((_, i) => {
      const id = entetes.lookup(i);
      return id instanceof PDFString || id instanceof PDFHexString
        ? PDFHexString.of(Buffer.from(`${prefixe}${octetsDe(id)}`, "latin1").toString("hex"))
        : id;
    });
    attributs.set(n("Headers"), attributs.context.obj(nouveaux as PDFObject[]));
  }
}
