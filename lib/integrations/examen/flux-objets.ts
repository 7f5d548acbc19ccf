import { constants, inflateSync } from "node:zlib";
import { ABIME, DEMESURE, type Motif, PDF_ACTIF } from "./motif";
import type { Rythme } from "./rythme";

/**
 * Compressed object streams of a PDF, found wherever they stand in the bytes: a reader goes where its table points, be it in the middle
 * of a string or of another stream. Only the plain form that programs write is read; any other is refused, since what it holds cannot
 * be known: another filter, predictors, a dictionary that is long or that holds strings.
 */
const DICTIONNAIRE_MAX = 4_096;
/** A stream holds a hundred objects or more: this is two million. */
const FLUX_MAX = 20_000;

const MOTS = /endobj|endstream|obj|stream|\/ObjStm(?![A-Za-z0-9])|\/First(?![A-Za-z0-9])/g;
const SIMPLE = /^<<[^<>()%#]*>>$/;
const FILTRE = /\/Filter(?![A-Za-z0-9])/g;
const FILTRE_FLATE = /\/Filter\s*(?:\/FlateDecode(?![A-Za-z0-9])|\[\s*\/FlateDecode\s*\])/;
/** What would make the bytes something else than what is read here. */
const DETOURS =
  /\/(?:DecodeParms|DP|F|FFilter|FDecodeParms|ASCIIHexDecode|AHx|ASCII85Decode|A85|LZWDecode|LZW|RunLengthDecode|RL|CCITTFaxDecode|CCF|DCTDecode|DCT|JBIG2Decode|JPXDecode|Crypt)(?![A-Za-z0-9])/;
/** Not needed by a reader that forgives: `/N` and `/First` make an object stream too. */
const NOMBRE_OBJETS = /\/N(?![A-Za-z0-9])/;
const NOMS = /\/(?:ObjStm|First)(?![A-Za-z0-9#])/g;
/** Objects hold no stream of their own. */
const FLUX_DEDANS = /stream[\r\n]/;

function combien(motif: RegExp, texte: string): number {
  let nombre = 0;
  motif.lastIndex = 0;
  while (motif.test(texte)) nombre += 1;
  return nombre;
}

/** Compressed or not; null: not in the form that is read here. */
function filtre(dictionnaire: string): "aucun" | "flate" | null {
  if (dictionnaire.length > DICTIONNAIRE_MAX || !SIMPLE.test(dictionnaire) || DETOURS.test(dictionnaire)) return null;
  const nombre = dictionnaire.match(FILTRE)?.length ?? 0;
  if (nombre === 0) return "aucun";
  return nombre === 1 && FILTRE_FLATE.test(dictionnaire) ? "flate" : null;
}

/** Objects written after `stream`, and where the reading goes on; or why the file is refused. */
function lireObjets(
  octets: Buffer,
  texte: string,
  mot: number,
  forme: "aucun" | "flate",
  maximum: number,
): { objets: Buffer; suite: number } | { motif: Motif } {
  const debut = mot + (/^(?:\r\n|\n|\r)/.exec(texte.slice(mot, mot + 2))?.[0].length ?? 0);
  if (maximum <= 0) return { motif: DEMESURE };
  if (forme === "aucun") {
    const fin = texte.indexOf("endstream", debut);
    if (fin === -1) return { motif: ABIME };
    if (fin - debut > maximum) return { motif: DEMESURE };
    return FLUX_DEDANS.test(texte.slice(debut, fin))
      ? { motif: PDF_ACTIF }
      : { objets: octets.subarray(debut, fin), suite: fin };
  }
  try {
    // To the end that the compression itself gives: « endstream » may be written inside.
    const objets = inflateSync(octets.subarray(debut), {
      maxOutputLength: maximum,
      finishFlush: constants.Z_SYNC_FLUSH,
    });
    return { objets, suite: debut };
  } catch (erreur) {
    return { motif: (erreur as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE" ? DEMESURE : ABIME };
  }
}

export type Lecture = {
  octets: Buffer;
  /** The same bytes, as text. */
  texte: string;
  /** `/Obj#53tm` written `/ObjStm`. */
  sansDetours: string;
  /** Bytes read in all. */
  maximum: number;
};

/** Hands the objects of each stream to `examiner`. */
export async function examinerFluxObjets(
  lecture: Lecture,
  pause: Rythme,
  examiner: (objets: Buffer) => Motif,
): Promise<Motif> {
  const { octets, texte } = lecture;
  // No program writes these names in detours.
  if (combien(NOMS, lecture.sansDetours) > combien(NOMS, texte)) return PDF_ACTIF;
  let objet = -1;
  let marque: "" | "sure" | "possible" = "";
  let reste = lecture.maximum;
  let lus = 0;
  // Its own copy: another examination may run during a pause.
  const mots = new RegExp(MOTS);
  for (let mot = mots.exec(texte); mot !== null; mot = mots.exec(texte)) {
    const suite = mots.lastIndex;
    if (mot[0] === "/ObjStm") marque = "sure";
    else if (mot[0] === "/First") marque ||= "possible";
    else if (mot[0] !== "stream") {
      // The object ends, or another begins, before its stream: not a form that programs write.
      if (marque === "sure") return PDF_ACTIF;
      marque = "";
      if (mot[0] === "obj") objet = suite;
    } else if (marque !== "") {
      // Outlines have a first entry too, and « stream » may be a word of a title.
      const brut = objet < 0 ? "" : texte.slice(objet, Math.min(mot.index, objet + 2 * DICTIONNAIRE_MAX));
      if (marque === "possible" && !(/>>\s{0,20}$/.test(brut.slice(-30)) && NOMBRE_OBJETS.test(brut))) continue;
      const forme = filtre(brut.trim());
      lus += 1;
      if (forme === null) return PDF_ACTIF;
      if (lus > FLUX_MAX) return DEMESURE;
      const lu = lireObjets(octets, texte, suite, forme, reste);
      if ("motif" in lu) return lu.motif;
      reste -= lu.objets.length;
      const danger = examiner(lu.objets);
      if (danger !== null) return danger;
      mots.lastIndex = lu.suite;
      await pause();
      marque = "";
    }
  }
  return null;
}
