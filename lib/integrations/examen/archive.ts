import { type Entry, fromBufferPromise, type ZipFile } from "yauzl";
import { ABIME, DEMESURE, DOUBLE, MACROS, type Motif, PROGRAMME, PROTEGE, Refus } from "./motif";
import { debutDeProgramme, estOle, nomDeProgramme, oleActif } from "./programmes";
import { type Rythme, rythme } from "./rythme";

/**
 * Word, Excel, PowerPoint and OpenDocument files are zip archives. Every part is really decompressed, under limits: what an
 * archive says of itself proves nothing. yauzl stops a part that is longer or shorter than announced.
 */
const ENTREES_MAX = 5_000;
/** A large report full of pictures: its XML weighs 20 Mo, its pictures do not shrink. */
const OCTETS_MAX = 250_000_000;
/** XML shrinks 20 times, a spreadsheet of zeros 100 times; a bomb, 1,000 times. Small parts do no harm. */
const RATIO_MAX = 200;
const RATIO_DES = 5_000_000;
/** A spreadsheet embedded in a presentation, and no further. */
const PROFONDEUR_MAX = 1;
/** Read whole to be looked into: embedded objects. What is longer and would have to be looked into is refused. */
const LU_MAX = 25_000_000;
/** Relations and content types: the longest that Excel writes, 65,530 links of a sheet, stays under. */
const RELATIONS_MAX = 10_000_000;
const NOM_MAX = 1_000;

const NOMS_DE_CODE = [
  /vbaProject[^/]{0,100}\.bin$/i,
  /vbaData\.xml$/i,
  /(^|\/)macrosheets\//i,
  /(^|\/)dialogsheets\//i,
  /^Basic\//i,
  /^Scripts\//i,
  /(^|\/)activeX\//i,
  /(^|\/)customUI\//i,
];
const A_LIRE = /(^|\/)(\[Content_Types\]\.xml|mimetype|manifest\.xml|[^/]+\.rels)$/i;
const TYPE_A_MACROS = /macroEnabled|vbaProject|ms-office\.activeX/i;
const MODELE_DISTANT = /\bTarget\s*=\s*["']\s*https?:/i;

/** `&#104;ttps` is `https` for a reader of XML. */
const sansReferences = (xml: string): string =>
  xml.replace(/&#(?:x([0-9a-f]{1,6})|([0-9]{1,7}));/gi, (_, hexa?: string, decimal?: string) => {
    const code = hexa === undefined ? Number(decimal) : Number.parseInt(hexa, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : "";
  });

/**
 * A template fetched from elsewhere when the file opens: it may carry the macros that the file does not. Cut at each tag's start,
 * whatever its prefix: an attribute's value holds no « < », and the walk stays as long as the text.
 */
const modeleDistant = (relations: string): boolean =>
  relations
    .split("<")
    .some((balise) => /attachedTemplate/i.test(sansReferences(balise)) && MODELE_DISTANT.test(sansReferences(balise)));

type Budget = { octets: number; entrees: number; pause: Rythme };

type Lue = { octets: Buffer /** Longer than what was kept. */; tronquee: boolean };

/** Bytes of one part, never beyond the budget; the first `garder` are kept, and always their beginning. */
async function lirePartie(zip: ZipFile, entree: Entry, budget: Budget, garder: number): Promise<Lue> {
  const flux = await zip.openReadStreamPromise(entree);
  const gardes: Buffer[] = [];
  let octets = 0;
  try {
    for await (const morceau of flux as AsyncIterable<Buffer>) {
      if (octets < garder || octets === 0) gardes.push(morceau);
      octets += morceau.length;
      budget.octets -= morceau.length;
      if (budget.octets < 0) throw new Refus(DEMESURE);
      if (octets > RATIO_DES && octets > RATIO_MAX * entree.compressedSize) throw new Refus(DEMESURE);
      await budget.pause();
    }
  } finally {
    flux.destroy();
  }
  const gardees = Buffer.concat(gardes);
  return { octets: gardees, tronquee: octets > gardees.length };
}

const estZip = (octets: Buffer): boolean => octets.subarray(0, 4).equals(Buffer.from("PK\u0003\u0004"));

async function examinerPartie(zip: ZipFile, entree: Entry, budget: Budget, profondeur: number): Promise<void> {
  const nom = entree.fileName;
  if (entree.isEncrypted()) throw new Refus(PROTEGE);
  if (nom.length > NOM_MAX) throw new Refus(ABIME);
  if (NOMS_DE_CODE.some((motif) => motif.test(nom))) throw new Refus(MACROS);
  if (nomDeProgramme(nom)) throw new Refus(PROGRAMME);
  if (nom.endsWith("/")) return;
  // A part that is a file in itself is looked into; the others are only counted.
  const incorporee = /(^|\/)embeddings\/|(^|\/)Object [^/]*$|\.(bin|docx|xlsx|pptx|od[tsp])$/i.test(nom);
  const aLire = A_LIRE.test(nom);
  const garder = aLire ? RELATIONS_MAX : incorporee ? LU_MAX : 0;
  const { octets, tronquee } = await lirePartie(zip, entree, budget, garder);
  if (debutDeProgramme(octets)) throw new Refus(PROGRAMME);
  if (tronquee && (aLire || (incorporee && (estOle(octets) || estZip(octets))))) throw new Refus(DEMESURE);
  if (oleActif(octets)) throw new Refus(MACROS);
  if (estOle(octets) && !incorporee) throw new Refus(MACROS);
  if (aLire) {
    // Two bytes per character: no office program writes its relations so, and this reading would see nothing in them.
    if (octets.includes(0)) throw new Refus(ABIME);
    const texte = octets.toString("utf8");
    if (TYPE_A_MACROS.test(texte) || modeleDistant(texte)) throw new Refus(MACROS);
  }
  if (!estZip(octets)) return;
  if (!incorporee || profondeur >= PROFONDEUR_MAX) throw new Refus(PROGRAMME);
  await parcourir(octets, budget, profondeur + 1);
}

async function parcourir(octets: Buffer, budget: Budget, profondeur: number): Promise<void> {
  const zip = await fromBufferPromise(octets, { lazyEntries: true, strictFileNames: true, validateEntrySizes: true });
  budget.entrees -= zip.entryCount;
  if (budget.entrees < 0) throw new Refus(DEMESURE);
  const noms = new Set<string>();
  let premier = Number.POSITIVE_INFINITY;
  for await (const entree of zip.eachEntry()) {
    // Two parts of one name: each reader would see the one it likes.
    if (noms.has(entree.fileName.toLowerCase())) throw new Refus(ABIME);
    noms.add(entree.fileName.toLowerCase());
    premier = Math.min(premier, entree.relativeOffsetOfLocalHeader);
    await examinerPartie(zip, entree, budget, profondeur);
    await budget.pause();
  }
  // Something stands before the archive that its directory does not know: another file, for another reader.
  if (premier !== 0) throw new Refus(DOUBLE);
}

export async function examinerArchive(octets: Buffer): Promise<Motif> {
  try {
    await parcourir(octets, { octets: OCTETS_MAX, entrees: ENTREES_MAX, pause: rythme() }, 0);
    return null;
  } catch (erreur) {
    // Anything that the reader cannot make sense of: sizes that lie, names that climb, a truncated file.
    return erreur instanceof Refus ? erreur.motif : ABIME;
  }
}
