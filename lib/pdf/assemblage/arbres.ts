/** Name trees and number trees of a source, flattened; written again as one tree with a branch per annexe. */
import { PDFArray, PDFDict, PDFHexString, PDFName, PDFNumber, type PDFObject, PDFString } from "pdf-lib";

const KIDS = PDFName.of("Kids");
const ENTREES_MAX = 1_000_000;

/** Pairs of the leaves, in order. A branch met twice is a loop: skipped. */
function feuilles(racine: unknown, nom: "Nums" | "Names"): [PDFObject, PDFObject][] {
  const cle = PDFName.of(nom);
  const trouves: [PDFObject, PDFObject][] = [];
  const vus = new Set<PDFDict>();
  const pile: unknown[] = [racine];
  while (pile.length > 0) {
    const noeud = pile.pop();
    if (!(noeud instanceof PDFDict) || vus.has(noeud)) continue;
    vus.add(noeud);
    const paires = noeud.lookup(cle);
    if (paires instanceof PDFArray)
      for (let i = 0; i + 1 < paires.size() && trouves.length < ENTREES_MAX; i += 2)
        trouves.push([paires.lookup(i) as PDFObject, paires.get(i + 1)]);
    const enfants = noeud.lookup(KIDS);
    if (enfants instanceof PDFArray) for (let i = enfants.size() - 1; i >= 0; i -= 1) pile.push(enfants.lookup(i));
  }
  return trouves;
}

export const lireArbreDeNombres = (racine: unknown): [number, PDFObject][] =>
  feuilles(racine, "Nums").flatMap(([cle, valeur]) => (cle instanceof PDFNumber ? [[cle.asNumber(), valeur]] : []));

/** Bytes of a text that is a key, one character each. */
export const octetsDe = (texte: PDFString | PDFHexString): string => Buffer.from(texte.asBytes()).toString("latin1");

export const lireArbreDeNoms = (racine: unknown): [string, PDFObject][] =>
  feuilles(racine, "Names").flatMap(([cle, valeur]) =>
    cle instanceof PDFString || cle instanceof PDFHexString ? [[octetsDe(cle), valeur]] : [],
  );

/** Text of a PDF string, in UTF-16: any character, no escape to think of. */
export const ecrireTexte = (texte: string): string => {
  const utf16 = Buffer.from(`\ufeff${texte}`, "utf16le").swap16();
  return `<${utf16.toString("hex").toUpperCase()}>`;
};

export const ecrireOctets = (octets: string): string =>
  `<${Buffer.from(octets, "latin1").toString("hex").toUpperCase()}>`;

export const texteDe = (valeur: unknown): string | null => {
  if (!(valeur instanceof PDFString) && !(valeur instanceof PDFHexString)) return null;
  try {
    return valeur.decodeText();
  } catch {
    return octetsDe(valeur);
  }
};

/** Per leaf: readers search them by halves. */
const PAR_FEUILLE = 400;

/** Leaves of a tree, their pairs already in order: `<</Limits[…]/Nums[…]>>`. */
export function ecrireFeuilles<C>(
  nom: "Nums" | "Names",
  paires: readonly (readonly [C, string])[],
  cle: (c: C) => string,
  ajouter: (texte: string) => number,
): string[] {
  const refs: string[] = [];
  for (let i = 0; i < paires.length; i += PAR_FEUILLE) {
    const part = paires.slice(i, i + PAR_FEUILLE);
    const [premier, dernier] = [part[0], part.at(-1)] as [readonly [C, string], readonly [C, string]];
    const texte = part.map(([c, valeur]) => `${cle(c)} ${valeur}`).join(" ");
    refs.push(`${ajouter(`<</Limits[${cle(premier[0])} ${cle(dernier[0])}]/${nom}[${texte}]>>`)} 0 R`);
  }
  return refs;
}
