/** The parts of an XLSX file on disk, decompressed as they are read and counted as they come: what an archive says proves nothing. */
import path from "node:path/posix";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { type Attributs, analyseur, type Lecteur } from "../classeur/parties";
import { ABIME, DEMESURE, MACROS, PROTEGE, Refus } from "../examen/motif";

const ENTREES_MAX = 5_000;
/** 300,000 rows of 90 columns are 1 Go of XML. */
const OCTETS_MAX = 1_200_000_000;
/** XML shrinks 20 times, a sheet of zeros 100 times; a bomb, 1,000 times. Small parts do no harm. */
const RATIO_MAX = 200;
const RATIO_DES = 5_000_000;
/** Outside of the cells, what tells where they are: read whole. */
const ANNEXE_MAX = 10_000_000;

export const PAS_XLSX =
  "n’est pas un classeur XLSX : dans votre tableur, choisissez « Enregistrer sous », puis « Classeur Excel (.xlsx) » ou « CSV UTF-8 ».";

export type Archive = {
  a: (nom: string) => boolean;
  /** Bytes that a part says it holds. */
  taille: (nom: string) => number;
  /** Reads a part through `lecteur`; pauses after each piece, so that what it gave can be taken. */
  parcourir: (nom: string, lecteur: Lecteur, signal?: AbortSignal) => AsyncGenerator<number>;
  relations: (partie: string) => Promise<Map<string, { type: string; cible: string }>>;
  fermer: () => void;
};

export async function ouvrirArchive(chemin: string): Promise<Archive> {
  const zip: ZipFile = await openPromise(chemin, {
    lazyEntries: true,
    strictFileNames: true,
    validateEntrySizes: true,
    autoClose: false,
  });
  try {
    const entrees = await lireRepertoire(zip);
    return archive(zip, entrees);
  } catch (erreur) {
    zip.close();
    throw erreur;
  }
}

async function lireRepertoire(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > ENTREES_MAX) throw new Refus(DEMESURE);
  const entrees = new Map<string, Entry>();
  let annonce = 0;
  for await (const entree of zip.eachEntry()) {
    // Two parts of one name: each reader would see the one it likes.
    if (entrees.has(entree.fileName)) throw new Refus(ABIME);
    if (entree.isEncrypted()) throw new Refus(PROTEGE);
    if (/vbaProject[^/]{0,100}\.bin$|(^|\/)macrosheets\//i.test(entree.fileName)) throw new Refus(MACROS);
    annonce += entree.uncompressedSize;
    if (annonce > OCTETS_MAX) throw new Refus(DEMESURE);
    entrees.set(entree.fileName, entree);
  }
  return entrees;
}

function archive(zip: ZipFile, entrees: ReadonlyMap<string, Entry>): Archive {
  let reste = OCTETS_MAX;

  async function* parcourir(nom: string, lecteur: Lecteur, signal?: AbortSignal): AsyncGenerator<number> {
    const entree = entrees.get(nom);
    if (entree === undefined) throw new Refus(ABIME);
    const flux = await zip.openReadStreamPromise(entree);
    const decodeur = new TextDecoder("utf-8", { fatal: true });
    const xml = analyseur(lecteur);
    let lus = 0;
    try {
      for await (const morceau of flux as AsyncIterable<Buffer>) {
        signal?.throwIfAborted();
        lus += morceau.length;
        reste -= morceau.length;
        if (reste < 0 || (lus > RATIO_DES && lus > RATIO_MAX * entree.compressedSize)) throw new Refus(DEMESURE);
        xml.write(decodeur.decode(morceau, { stream: true }));
        yield lus;
      }
      xml.write(decodeur.decode());
      xml.close();
      yield lus;
    } finally {
      flux.destroy();
    }
  }

  return {
    a: (nom) => entrees.has(nom),
    taille: (nom) => entrees.get(nom)?.uncompressedSize ?? 0,
    parcourir,
    relations: async (partie) => {
      const dossier = path.dirname(partie);
      const nom = partie === "" ? "_rels/.rels" : path.join(dossier, "_rels", `${path.basename(partie)}.rels`);
      const lues = new Map<string, { type: string; cible: string }>();
      const ouvrir = (balise: string, { Id, Type, Target, TargetMode }: Attributs) => {
        if (balise !== "Relationship" || !Id || !Type || !Target || TargetMode === "External") return;
        const cible = Target.startsWith("/") ? Target.slice(1) : path.normalize(path.join(dossier, Target));
        lues.set(Id, { type: Type, cible });
      };
      for await (const octets of parcourir(nom, { ouvrir })) if (octets > ANNEXE_MAX) throw new Refus(DEMESURE);
      return lues;
    },
    fermer: () => zip.close(),
  };
}
