import { inflateSync } from "node:zlib";
import { examinerFluxObjets } from "./flux-objets";
import { ABIME, DEMESURE, type Motif, PDF_ACTIF, PROGRAMME, PROTEGE, Refus } from "./motif";
import { debutDeProgramme, nomDeProgramme } from "./programmes";
import { type Rythme, rythme } from "./rythme";

/**
 * A PDF that acts when it is opened (JavaScript, launching a program) is refused rather than signalled: a reviewer opens hundreds
 * of them. The objects are read where they are, in clear or in compressed object streams; the pages themselves are not.
 */
const FIN = Buffer.from("%%EOF");
/** Readers look for the end in the last kilobyte. */
const FIN_CHERCHEE = 1_024;
const OBJETS_MAX = 60_000_000;
const FICHIER_JOINT_LU = 4_096;
const JOINTS_MAX = 1_000;

const ACTIFS = /\/(?:JavaScript|JS|Launch|XFA|RichMedia|RichMediaContent|Rendition|ImportData)(?![A-Za-z0-9])/;
/** Looked for in every byte: a stream may be made up to hide objects from who skips it. */
const ACTIFS_PARTOUT = /\/(?:JavaScript|Launch)(?![A-Za-z0-9])/;
const CHIFFRE = /\/Encrypt(?![A-Za-z0-9])/;

const chiffreHexa = (octet: number | undefined): number => {
  if (octet === undefined) return -1;
  if (octet >= 0x30 && octet <= 0x39) return octet - 0x30;
  const lettre = octet | 0x20;
  return lettre >= 0x61 && lettre <= 0x66 ? lettre - 0x57 : -1;
};

/** `/J#61vaScript` is `/JavaScript`. Byte after byte: a file may hold millions of them. */
function sansDetours(texte: string): string {
  if (!texte.includes("#")) return texte;
  const octets = Buffer.from(texte, "latin1");
  let ecrits = 0;
  for (let lu = 0; lu < octets.length; lu += 1) {
    const octet = octets[lu] as number;
    const haut = octet === 0x23 ? chiffreHexa(octets[lu + 1]) : -1;
    const bas = haut < 0 ? -1 : chiffreHexa(octets[lu + 2]);
    octets[ecrits] = bas < 0 ? octet : haut * 16 + bas;
    ecrits += 1;
    if (bas >= 0) lu += 2;
  }
  return octets.toString("latin1", 0, ecrits);
}

type Flux = { dictionnaire: string; octets: Buffer };

const DEBUT_FLUX = /stream\r?\n/g;

/** Objects in clear, then each attached file with its dictionary. Streams are cut at their own end word. */
async function decouper(octets: Buffer, texte: string, pause: Rythme): Promise<{ clair: string; joints: Flux[] }> {
  const joints: Flux[] = [];
  const clairs: string[] = [];
  let lu = 0;
  // Its own copy: another examination may run during a pause.
  const debuts = new RegExp(DEBUT_FLUX);
  for (let trouve = debuts.exec(texte); trouve !== null; trouve = debuts.exec(texte)) {
    const debut = trouve.index + trouve[0].length;
    const avant = texte.slice(lu, trouve.index);
    // The word counts only after a dictionary: not in a string, not in « endstream ».
    if (!avant.trimEnd().endsWith(">>")) continue;
    const fin = texte.indexOf("endstream", debut);
    if (fin === -1) break;
    clairs.push(texte.slice(lu, trouve.index));
    const dictionnaire = sansDetours(avant.slice(Math.max(0, avant.lastIndexOf("endobj"))));
    if (dictionnaire.includes("/EmbeddedFile")) joints.push({ dictionnaire, octets: octets.subarray(debut, fin) });
    if (joints.length > JOINTS_MAX) throw new Refus(DEMESURE);
    await pause();
    lu = fin;
    debuts.lastIndex = fin;
  }
  clairs.push(texte.slice(lu));
  return { clair: sansDetours(clairs.join("\n")), joints };
}

/** At most so many bytes; null: not compressed this way, or more than that. */
function decompresser({ dictionnaire, octets }: Flux, maximum: number): Buffer | null {
  if (!dictionnaire.includes("/FlateDecode") && !dictionnaire.includes("/Fl ")) return octets.subarray(0, maximum);
  try {
    return inflateSync(octets, { maxOutputLength: maximum, finishFlush: 2 });
  } catch {
    return null;
  }
}

/** Names given to attached files: in clear, or UTF-16 between parentheses or in hexadecimal. */
function nomsJoints(texte: string): string[] {
  const noms: string[] = [];
  for (const [, litteral, hexa] of texte.matchAll(
    /\/U?F\s*(?:\(((?:[^()\\]|\\.){0,500})\)|<([0-9A-Fa-f\s]{0,2000})>)/gs,
  )) {
    const brut = litteral ?? Buffer.from((hexa ?? "").replace(/\s/g, ""), "hex").toString("latin1");
    noms.push(brut.replace(/\0/g, ""));
  }
  return noms;
}

function dangerDesObjets(texte: string): Motif {
  if (CHIFFRE.test(texte)) return PROTEGE;
  if (ACTIFS.test(texte)) return PDF_ACTIF;
  return nomsJoints(texte).some(nomDeProgramme) ? PROGRAMME : null;
}

async function examiner(octets: Buffer, pause: Rythme): Promise<Motif> {
  const texte = octets.toString("latin1");
  const decode = sansDetours(texte);
  if (ACTIFS_PARTOUT.test(decode)) return PDF_ACTIF;
  await pause();
  const { clair, joints } = await decouper(octets, texte, pause);
  const danger = dangerDesObjets(clair);
  if (danger !== null) return danger;
  await pause();
  const cache = await examinerFluxObjets({ octets, texte, sansDetours: decode, maximum: OBJETS_MAX }, pause, (objets) =>
    dangerDesObjets(sansDetours(objets.toString("latin1"))),
  );
  if (cache !== null) return cache;
  for (const joint of joints) {
    const tete = debutDe(joint);
    if (tete !== null && debutDeProgramme(tete)) return PROGRAMME;
    await pause();
  }
  return null;
}

export async function examinerPdf(octets: Buffer): Promise<Motif> {
  if (octets.subarray(-FIN_CHERCHEE).lastIndexOf(FIN) === -1) return ABIME;
  try {
    return await examiner(octets, rythme());
  } catch (erreur) {
    if (erreur instanceof Refus) return erreur.motif;
    throw erreur;
  }
}

/** The first bytes of an attached file, however long it is. */
function debutDe(partie: Flux): Buffer | null {
  const court = decompresser({ ...partie, octets: partie.octets.subarray(0, FICHIER_JOINT_LU) }, 1_000_000);
  return court?.subarray(0, 16) ?? null;
}
