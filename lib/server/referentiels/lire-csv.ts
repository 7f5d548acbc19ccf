import "server-only";
import { createHash } from "node:crypto";
import type { Writable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { ecrireNombre, ecrireOctets, enumerer } from "@/lib/domain/ecriture";
import { OCTETS_REFERENCE_MAX } from "@/lib/schemas/referentiels";
import { ErreurMetier } from "@/lib/server/erreur";
import { erreurSaisie } from "@/lib/server/repondre";

/** One record of a public file: its cells by expected column, and the line it starts at. */
export type Enregistrement = {
  ligne: number;
  cellules: Readonly<Record<string, string>>;
  /** It has more or fewer cells than the header. */
  decalee: boolean;
};

const LIGNES_MAX = 300_000;
const ENREGISTREMENT_MAX = 100_000;
/** The widest public file has 75. */
const COLONNES_MAX = 200;

const refuser = (motif: string) => erreurSaisie({ fichier: motif });

/** Bytes to text, in UTF-8 or not at all: a wrong guess would spoil every accent without a word. */
async function* enTexte(
  octets: AsyncIterable<Uint8Array>,
  suivi: { octets: number; empreinte: ReturnType<typeof createHash>; fin: string },
): AsyncIterable<string> {
  const decodeur = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const lire = (morceau?: Uint8Array): string => {
    try {
      return morceau === undefined ? decodeur.decode() : decodeur.decode(morceau, { stream: true });
    } catch {
      throw refuser(
        morceau === undefined
          ? "Le fichier s’arrête au milieu d’un caractère : il est tronqué. Téléchargez-le à nouveau."
          : "Ce fichier n’est pas en UTF-8, sans doute en Latin-1 (Windows-1252). Enregistrez-le en UTF-8, puis réessayez.",
      );
    }
  };
  for await (const morceau of octets) {
    suivi.octets += morceau.byteLength;
    if (suivi.octets > OCTETS_REFERENCE_MAX)
      throw new ErreurMetier("trop_lourd", `Ce fichier dépasse la limite de ${ecrireOctets(OCTETS_REFERENCE_MAX)}.`);
    suivi.empreinte.update(morceau);
    const texte = lire(morceau);
    if (texte.includes("\0")) throw refuser("Ce fichier n’est pas un texte : choisissez un fichier CSV.");
    if (texte !== "") suivi.fin = texte.slice(-1);
    yield texte;
  }
  const reste = lire();
  if (reste !== "") yield reste;
}

/** Until the parser takes more, or is given up. */
const placeLibre = (analyseur: Writable): Promise<void> =>
  new Promise((suite) => {
    const reprendre = () => {
      analyseur.off("drain", reprendre).off("close", reprendre);
      suite();
    };
    analyseur.on("drain", reprendre).on("close", reprendre);
    if (analyseur.destroyed) reprendre();
  });

/** Columns without which it is another file, and those that may be missing. No other is kept. */
export type ColonnesAttendues = { colonnes: readonly string[]; facultatives?: readonly string[] };

export type FichierLu = { octets: number; sha256: string; lues: number };

/**
 * Reads a `;`-separated UTF-8 file as it arrives, and hands each record to `recevoir`. A file of another encoding, another
 * separator, other columns, or cut before its end is refused whole, with the reason.
 */
export async function lireCsv(
  octets: AsyncIterable<Uint8Array>,
  attendues: ColonnesAttendues,
  recevoir: (enregistrement: Enregistrement) => void,
): Promise<FichierLu> {
  const suivi = { octets: 0, empreinte: createHash("sha256"), fin: "" };
  const analyseur = parse({
    delimiter: ";",
    bom: true,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: ENREGISTREMENT_MAX,
  });
  let source: unknown;
  const alimenter = (async () => {
    try {
      for await (const texte of enTexte(octets, suivi)) if (!analyseur.write(texte)) await placeLibre(analyseur);
      analyseur.end();
    } catch (erreur) {
      source = erreur;
      analyseur.destroy();
    }
  })();
  let entetes: Entetes | null = null;
  let lues = 0;
  let derniere: Enregistrement | null = null;
  let manque = 0;
  try {
    for await (const lu of analyseur as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      if (entetes === null) {
        entetes = lireEntetes(lu.record, attendues);
        continue;
      }
      lues += 1;
      if (lues > LIGNES_MAX) throw refuser(`Ce fichier dépasse ${ecrireNombre(LIGNES_MAX)} lignes.`);
      if (derniere !== null) recevoir(derniere);
      manque = entetes.nombre - lu.record.length;
      derniere = {
        ligne: lu.info.lines,
        cellules: Object.fromEntries(entetes.places.map(([nom, place]) => [nom, lu.record[place]?.trim() ?? ""])),
        decalee: manque !== 0,
      };
    }
  } catch (erreur) {
    analyseur.destroy();
    await alimenter;
    throw source ?? traduire(erreur);
  }
  await alimenter;
  if (source !== undefined) throw source;
  if (entetes === null) throw refuser("Ce fichier est vide.");
  // Cut before its end: the last line has neither all its cells nor its line end.
  if (manque > 0 && suivi.fin !== "\n" && suivi.fin !== "\r")
    throw refuser("Le fichier s’arrête au milieu d’une ligne : il est tronqué. Téléchargez-le à nouveau.");
  if (derniere === null) throw refuser("Ce fichier n’a que ses noms de colonnes : il ne contient aucune ligne.");
  recevoir(derniere);
  return { octets: suivi.octets, sha256: suivi.empreinte.digest("hex"), lues };
}

/** Columns of the file, and where the expected ones are. */
type Entetes = { nombre: number; places: readonly (readonly [string, number])[] };

function lireEntetes(
  record: readonly string[],
  { colonnes: attendues, facultatives = [] }: ColonnesAttendues,
): Entetes {
  if (record.length > COLONNES_MAX)
    throw refuser(
      `Ce n’est pas le fichier attendu : il a ${ecrireNombre(record.length)} colonnes, et ${COLONNES_MAX} au plus sont lues.`,
    );
  const noms = record.map((nom) => nom.trim());
  const manquantes = attendues.filter((nom) => !noms.includes(nom));
  const lues = [...attendues, ...facultatives.filter((nom) => noms.includes(nom))];
  if (manquantes.length === 0)
    return { nombre: noms.length, places: lues.map((nom) => [nom, noms.lastIndexOf(nom)] as const) };
  const seule = noms.length === 1 ? (noms[0] ?? "") : "";
  for (const [separateur, nom] of [
    [",", "des virgules"],
    ["\t", "des tabulations"],
    ["|", "des barres verticales"],
  ] as const)
    if (seule.split(separateur).length >= Math.max(2, attendues.length))
      throw refuser(`Les colonnes de ce fichier sont séparées par ${nom} : il faut des points-virgules.`);
  throw refuser(
    `Ce n’est pas le fichier attendu : il manque ${manquantes.length === 1 ? "la colonne" : "les colonnes"} ${enumerer(manquantes.slice(0, 8))}.`,
  );
}

function traduire(erreur: unknown): unknown {
  if (!(erreur instanceof CsvError)) return erreur;
  if (erreur.code === "CSV_QUOTE_NOT_CLOSED")
    return refuser("Un guillemet n’est jamais refermé : le fichier est tronqué ou abîmé. Téléchargez-le à nouveau.");
  if (erreur.code === "CSV_MAX_RECORD_SIZE")
    return refuser("Une ligne de ce fichier est démesurée : ce n’est pas le fichier attendu.");
  return refuser("Ce fichier n’est pas un CSV lisible.");
}
