import { inflateSync } from "node:zlib";
import { examinerFluxObjets } from "./flux-objets";
import { ABIME, type Motif, PDF_ACTIF, PROGRAMME, PROTEGE } from "./motif";
import { debutDeProgramme, nomDeProgramme } from "./programmes";

/**
 * A PDF that acts when it is opened (JavaScript, launching a program) is refused rather than signalled: a reviewer opens hundreds
 * of them. The objects are read where they are, in clear or in compressed object streams; the pages themselves are not.
 */
const FIN = Buffer.from("%%EOF");
/** Readers look for the end in the last kilobyte. */
const FIN_CHERCHEE = 1_024;
const OBJETS_MAX = 60_000_000;
const FICHIER_JOINT_LU = 4_096;

const ACTIFS = /\/(?:JavaScript|JS|Launch|XFA|RichMedia|RichMediaContent|Rendition|ImportData)(?![A-Za-z0-9])/;
/** Looked for in every byte: a stream may be made up to hide objects from who skips it. */
const ACTIFS_PARTOUT = /\/(?:JavaScript|Launch)(?![A-Za-z0-9])/;
const CHIFFRE = /\/Encrypt(?![A-Za-z0-9])/;

/** `/J#61vaScript` is `/JavaScript`. */
const sansDetours = (texte: string): string =>
  texte.replace(/#([0-9A-Fa-f]{2})/g, (_, hexa: string) => String.fromCharCode(Number.parseInt(hexa, 16)));

type Flux = { dictionnaire: string; octets: Buffer };

const DEBUT_FLUX = /stream\r?\n/g;

/** Objects in clear, then each stream with its dictionary. Streams are cut at their own end word. */
function decouper(octets: Buffer, texte: string): { clair: string; flux: Flux[] } {
  const flux: Flux[] = [];
  const clairs: string[] = [];
  let lu = 0;
  DEBUT_FLUX.lastIndex = 0;
  for (let trouve = DEBUT_FLUX.exec(texte); trouve !== null; trouve = DEBUT_FLUX.exec(texte)) {
    const debut = trouve.index + trouve[0].length;
    const avant = texte.slice(lu, trouve.index);
    // The word counts only after a dictionary: not in a string, not in « endstream ».
    if (!avant.trimEnd().endsWith(">>")) continue;
    const fin = texte.indexOf("endstream", debut);
    if (fin === -1) break;
    clairs.push(texte.slice(lu, trouve.index));
    flux.push({
      dictionnaire: sansDetours(avant.slice(Math.max(0, avant.lastIndexOf("endobj")))),
      octets: octets.subarray(debut, fin),
    });
    lu = fin;
    DEBUT_FLUX.lastIndex = fin;
  }
  clairs.push(texte.slice(lu));
  return { clair: sansDetours(clairs.join("\n")), flux };
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

export function examinerPdf(octets: Buffer): Motif {
  if (octets.subarray(-FIN_CHERCHEE).lastIndexOf(FIN) === -1) return ABIME;
  const texte = octets.toString("latin1");
  const decode = sansDetours(texte);
  if (ACTIFS_PARTOUT.test(decode)) return PDF_ACTIF;
  const { clair, flux } = decouper(octets, texte);
  const danger =
    dangerDesObjets(clair) ??
    examinerFluxObjets({ octets, texte, sansDetours: decode, maximum: OBJETS_MAX }, (objets) =>
      dangerDesObjets(sansDetours(objets.toString("latin1"))),
    );
  if (danger !== null) return danger;
  for (const partie of flux) {
    if (!partie.dictionnaire.includes("/EmbeddedFile")) continue;
    const tete = debutDe(partie);
    if (tete !== null && debutDeProgramme(tete)) return PROGRAMME;
  }
  return null;
}

/** The first bytes of an attached file, however long it is. */
function debutDe(partie: Flux): Buffer | null {
  const court = decompresser({ ...partie, octets: partie.octets.subarray(0, FICHIER_JOINT_LU) }, 1_000_000);
  return court?.subarray(0, 16) ?? null;
}
