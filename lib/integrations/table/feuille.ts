/** The rows of one sheet, as its XML decompresses. */
import { setImmediate as laisserPasser } from "node:timers/promises";
import { deschapper } from "../classeur/texte-xml";
import { ABIME, DEMESURE, Refus } from "../examen/motif";
import type { Archive } from "./archive";
import { nettoyer, RANGEE_MAX } from "./cellule";
import type { Chaines } from "./chaines";

const COLONNES_MAX = 1_000;
const LIGNE_MAX = 1_048_576;
/** Rows are given by this many characters at most: a piece of XML holds few of them, or thousands of calls to shared texts. */
const LOT_MAX = 1_000_000;
/** What cells may give in all: twice what a CSV file could. A text shared by a million cells weighs nothing in the archive. */
const FEUILLE_MAX = 300_000_000;
const LIGNE_LONGUE = (ligne: number): string =>
  `a une ligne démesurée, la ligne ${ligne} : abrégez ses textes, puis importez-le.`;

/** `formule`: the first cell of the row that a formula gave, from 0. */
export type LigneFeuille = { ligne: number; cellules: string[]; formule: { colonne: number; texte: string } | null };

/** A number stands for a shared text, looked up only when its row is given. */
type LigneBrute = Omit<LigneFeuille, "cellules"> & { cellules: (string | number)[] };

/** « AB12 » → [27, 12] */
function placeDe(reference: string | undefined): [number, number] | null {
  const lu = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(reference ?? "");
  if (lu === null) return null;
  let colonne = 0;
  for (const lettre of lu[1] as string) colonne = colonne * 26 + lettre.charCodeAt(0) - 64;
  return [colonne - 1, Number(lu[2])];
}

/** A spreadsheet keeps 0,52 as 0.52000000000000002. */
function nombre(brut: string): string {
  const lu = Number(brut);
  return brut === "" || !Number.isFinite(lu) ? brut : String(lu);
}

function valeurDe(type: string | undefined, brut: string, chaines: Chaines): string | number {
  switch (type) {
    case "s": {
      const rang = Number(brut);
      if (brut.trim() === "" || !Number.isInteger(rang) || rang < 0 || rang >= chaines.nombre()) throw new Refus(ABIME);
      return rang;
    }
    case "inlineStr":
    case "str":
      return nettoyer(deschapper(brut));
    case "b":
      return brut.trim() === "" ? "" : /^(1|true)$/i.test(brut.trim()) ? "true" : "false";
    case "d":
    case "e":
      return nettoyer(brut);
    default:
      return nombre(nettoyer(brut));
  }
}

function resoudre({ ligne, cellules, formule }: LigneBrute, chaines: Chaines): LigneFeuille & { caracteres: number } {
  let caracteres = 0;
  const lues: string[] = [];
  for (const cellule of cellules) {
    const texte = typeof cellule === "number" ? chaines.lire(cellule) : cellule;
    caracteres += texte.length;
    if (caracteres > RANGEE_MAX) throw new Refus(LIGNE_LONGUE(ligne));
    lues.push(texte);
  }
  return { ligne, cellules: lues, formule, caracteres };
}

/** `lus`: told of the bytes decompressed so far. */
export async function* lireFeuille(
  archive: Archive,
  partie: string,
  chaines: Chaines,
  lus: (octets: number) => void,
  signal?: AbortSignal,
): AsyncGenerator<LigneFeuille[]> {
  let lignes: LigneBrute[] = [];
  let ligne = 0;
  let colonne = -1;
  let cellules: (string | number)[] = [];
  let formule: LigneFeuille["formule"] = null;
  let type: string | undefined;
  let brut = "";
  let texteFormule = "";
  let dans: "valeur" | "formule" | null = null;
  let phonetique = 0;
  let total = 0;

  const lecture = archive.parcourir(
    partie,
    {
      ouvrir: (balise, attributs) => {
        if (balise === "row") {
          const precedente = ligne;
          ligne = /^[1-9]\d{0,6}$/.test(attributs.r ?? "") ? Number(attributs.r) : ligne + 1;
          // Rows told twice, or backwards: each reader would take the one it likes.
          if (ligne > LIGNE_MAX || ligne <= precedente) throw new Refus(ABIME);
          colonne = -1;
          cellules = [];
          formule = null;
        } else if (balise === "c") {
          colonne = placeDe(attributs.r)?.[0] ?? colonne + 1;
          type = attributs.t;
          brut = "";
        } else if (balise === "v") dans = type === "inlineStr" ? null : "valeur";
        else if (balise === "t") dans = type === "inlineStr" && phonetique === 0 ? "valeur" : null;
        else if (balise === "f") {
          dans = "formule";
          texteFormule = "";
        } else if (balise === "rPh") phonetique += 1;
      },
      texte: (t) => {
        if (dans === null) return;
        if (brut.length + t.length > RANGEE_MAX) throw new Refus(LIGNE_LONGUE(ligne));
        if (dans === "valeur") brut += t;
        else if (texteFormule.length < 200) texteFormule += t;
      },
      fermer: (balise) => {
        if (balise === "v" || balise === "t" || balise === "f") dans = null;
        if (balise === "f") formule ??= { colonne, texte: `=${texteFormule}` };
        if (balise === "rPh") phonetique -= 1;
        if (balise === "c" && colonne < COLONNES_MAX) {
          const valeur = valeurDe(type, brut, chaines);
          if (valeur === "") return;
          while (cellules.length < colonne) cellules.push("");
          cellules[colonne] = valeur;
        }
        if (balise === "row" && (cellules.length > 0 || formule !== null)) lignes.push({ ligne, cellules, formule });
      },
    },
    signal,
  );
  for await (const octets of lecture) {
    lus(octets);
    const brutes = lignes;
    lignes = [];
    let lot: LigneFeuille[] = [];
    let caracteres = 0;
    for (const brute of brutes) {
      const { caracteres: siens, ...lue } = resoudre(brute, chaines);
      total += siens;
      if (total > FEUILLE_MAX) throw new Refus(DEMESURE);
      caracteres += siens;
      lot.push(lue);
      if (caracteres < LOT_MAX) continue;
      yield lot;
      [lot, caracteres] = [[], 0];
      await laisserPasser();
      signal?.throwIfAborted();
    }
    if (lot.length > 0) yield lot;
  }
}
