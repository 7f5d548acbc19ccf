/** The rows of one sheet, as its XML decompresses. */
import { deschapper } from "../classeur/texte-xml";
import { ABIME, DEMESURE, Refus } from "../examen/motif";
import type { Archive } from "./archive";
import type { Chaines } from "./chaines";

const COLONNES_MAX = 1_000;
const LIGNE_MAX = 1_048_576;
const CELLULE_MAX = 1_000_000;

/** `formule`: the first cell of the row that a formula gave, from 0. */
export type LigneFeuille = { ligne: number; cellules: string[]; formule: { colonne: number; texte: string } | null };

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

function valeurDe(type: string | undefined, brut: string, chaines: Chaines): string {
  switch (type) {
    case "s": {
      const rang = Number(brut);
      if (brut.trim() === "" || !Number.isInteger(rang) || rang < 0 || rang >= chaines.nombre()) throw new Refus(ABIME);
      return chaines.lire(rang).trim();
    }
    case "inlineStr":
    case "str":
      return deschapper(brut).trim();
    case "b":
      return brut.trim() === "" ? "" : /^(1|true)$/i.test(brut.trim()) ? "true" : "false";
    case "d":
    case "e":
      return brut.trim();
    default:
      return nombre(brut.trim());
  }
}

/** `lus`: told of the bytes decompressed so far. */
export async function* lireFeuille(
  archive: Archive,
  partie: string,
  chaines: Chaines,
  lus: (octets: number) => void,
  signal?: AbortSignal,
): AsyncGenerator<LigneFeuille[]> {
  let lignes: LigneFeuille[] = [];
  let ligne = 0;
  let colonne = -1;
  let cellules: string[] = [];
  let formule: LigneFeuille["formule"] = null;
  let type: string | undefined;
  let brut = "";
  let texteFormule = "";
  let dans: "valeur" | "formule" | null = null;
  let phonetique = 0;

  const lecture = archive.parcourir(
    partie,
    {
      ouvrir: (balise, attributs) => {
        if (balise === "row") {
          ligne = /^[1-9]\d{0,6}$/.test(attributs.r ?? "") ? Number(attributs.r) : ligne + 1;
          if (ligne > LIGNE_MAX) throw new Refus(ABIME);
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
        if (brut.length + t.length > CELLULE_MAX) throw new Refus(DEMESURE);
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
    if (lignes.length === 0) continue;
    const lot = lignes;
    lignes = [];
    yield lot;
  }
}
