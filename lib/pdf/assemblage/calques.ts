/** Layers of an annexe: without the catalogue's list, those that are hidden would show. */
import { PDFArray, PDFDict, PDFName, type PDFObject, PDFRef } from "pdf-lib";
import type { Copie } from "./copie";
import type { Source } from "./lire-source";

const n = (nom: string): PDFName => PDFName.of(nom);

export type Calques = { tous: string[]; caches: string[]; ordre: string[] };

const refs = (valeur: PDFObject | undefined): PDFRef[] =>
  valeur instanceof PDFArray ? valeur.asArray().filter((r) => r instanceof PDFRef) : [];

export function lireCalques({ catalogue }: Source, copie: Copie): Calques {
  const proprietes = catalogue.lookup(n("OCProperties"));
  if (!(proprietes instanceof PDFDict)) return { tous: [], caches: [], ordre: [] };
  const tous = refs(proprietes.lookup(n("OCGs")));
  const defaut = proprietes.lookup(n("D"));
  const config = defaut instanceof PDFDict ? defaut : undefined;
  const montres = new Set(refs(config?.lookup(n("ON"))));
  const caches =
    config?.lookup(n("BaseState")) === n("OFF")
      ? tous.filter((ref) => !montres.has(ref))
      : refs(config?.lookup(n("OFF")));
  const ordre = config?.lookup(n("Order"));
  return {
    tous: tous.map((ref) => copie.texte(ref)),
    caches: caches.map((ref) => copie.texte(ref)),
    ordre: ordre instanceof PDFArray ? ordre.asArray().map((o) => copie.texte(o)) : [],
  };
}

/** Each configuration needs a name (PDF/A-2, 6.9). */
export const ecrireCalques = (c: Calques): string =>
  c.tous.length === 0
    ? ""
    : `/OCProperties<</OCGs[${c.tous.join(" ")}]/D<</Name(Annexes)/OFF[${c.caches.join(" ")}]/Order[${c.ordre.join(" ")}]>>>>`;
