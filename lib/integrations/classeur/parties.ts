/** The parts of an XLSX file, read as they decompress: memory holds what is kept of a part, never the part. */

import { type SaxesAttributePlain, SaxesParser } from "saxes";
import { type Entry, fromBufferPromise, type ZipFile } from "yauzl";
import { ABIME, DEMESURE, Refus } from "../examen/motif";
import type { Rythme } from "../examen/rythme";

/** All that is read of one file, decompressed: a full annexe is 4 Mo. */
const OCTETS_MAX = 60_000_000;
const PROFONDEUR_MAX = 64;
/** A text, a tag with its attributes or a comment: the parser keeps it whole until its end. No cell holds more than 32,767 characters. */
const NOEUD_MAX = 2_000_000;
export const DTD =
  "déclare un type de document (DTD), ce qu’aucun tableur n’écrit : enregistrez-le de nouveau, puis importez-le.";

export type Attributs = Readonly<Record<string, string>>;
export type Lecteur = {
  /** Names without their prefix. */
  ouvrir?: (nom: string, attributs: Attributs) => void;
  texte?: (texte: string) => void;
  fermer?: (nom: string) => void;
};
export type Parties = {
  noms: readonly string[];
  a: (nom: string) => boolean;
  lire: (nom: string, lecteur: Lecteur) => Promise<void>;
};

const sansPrefixe = (nom: string): string => nom.slice(nom.indexOf(":") + 1);

export type Analyseur = { write: (morceau: string) => void; close: () => void };

/** `r:id` keeps its prefix: `id` alone is something else. */
export function analyseur({ ouvrir, texte, fermer }: Lecteur): Analyseur {
  const xml = new SaxesParser({ position: false });
  let profondeur = 0;
  /** Characters given since the parser last let go of what it held. */
  let retenus = 0;
  const lacher = (): void => {
    retenus = 0;
  };
  xml.on("error", () => {
    throw new Refus(ABIME);
  });
  // No entity but the five of XML is ever expanded; a file that would declare some is refused all the same.
  xml.on("doctype", () => {
    throw new Refus(DTD);
  });
  xml.on("opentag", ({ name, attributes }) => {
    lacher();
    profondeur += 1;
    if (profondeur > PROFONDEUR_MAX) throw new Refus(ABIME);
    ouvrir?.(sansPrefixe(name), attributes as Record<string, SaxesAttributePlain["value"]>);
  });
  xml.on("closetag", ({ name }) => {
    lacher();
    profondeur -= 1;
    fermer?.(sansPrefixe(name));
  });
  const lire = (t: string): void => {
    lacher();
    texte?.(t);
  };
  xml.on("text", lire);
  xml.on("cdata", lire);
  // Comments and instructions do not reset the count: nobody writes 2 Mo of them between two tags, and with one handler more V8
  // keeps the parser as a dictionary, two and a half times slower.
  return {
    write: (morceau) => {
      retenus += morceau.length;
      xml.write(morceau);
      if (retenus > NOEUD_MAX) throw new Refus(DEMESURE);
    },
    close: () => void xml.close(),
  };
}

export async function ouvrirParties(octets: Buffer, pause: Rythme): Promise<Parties> {
  const zip: ZipFile = await fromBufferPromise(octets, { lazyEntries: true, strictFileNames: true });
  const entrees = new Map<string, Entry>();
  for await (const entree of zip.eachEntry()) entrees.set(entree.fileName, entree);
  let reste = OCTETS_MAX;
  return {
    noms: [...entrees.keys()],
    a: (nom) => entrees.has(nom),
    lire: async (nom, lecteur) => {
      const entree = entrees.get(nom);
      if (entree === undefined) throw new Refus(ABIME);
      const flux = await zip.openReadStreamPromise(entree);
      const decodeur = new TextDecoder("utf-8", { fatal: true });
      const xml = analyseur(lecteur);
      try {
        for await (const morceau of flux as AsyncIterable<Buffer>) {
          reste -= morceau.length;
          if (reste < 0) throw new Refus(DEMESURE);
          xml.write(decodeur.decode(morceau, { stream: true }));
          await pause();
        }
        xml.write(decodeur.decode());
        xml.close();
      } finally {
        flux.destroy();
      }
    },
  };
}
