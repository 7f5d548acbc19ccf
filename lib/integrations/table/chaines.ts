/** The shared strings of a workbook, one after the other in bytes: a million JavaScript strings would weigh four times as much. */
import { ecrireNombre } from "@/lib/domain/ecriture";
import { deschapper } from "../classeur/texte-xml";
import { Refus } from "../examen/motif";
import type { Archive } from "./archive";
import { CELLULE_MAX, nettoyer, RANGEE_MAX } from "./cellule";

const OCTETS_MAX = 64_000_000;
const NOMBRE_MAX = 2_000_000;
const TROP = "contient trop de textes différents pour être lu en une fois : enregistrez-le en « CSV UTF-8 ».";

const LONG = `contient un texte de plus de ${ecrireNombre(CELLULE_MAX)} caractères, ce qu’aucun tableur n’écrit : enregistrez-le de nouveau, puis importez-le.`;

export type Chaines = { nombre: () => number; lire: (rang: number) => string };

export const AUCUNE: Chaines = { nombre: () => 0, lire: () => "" };

export async function lireChaines(archive: Archive, partie: string, signal?: AbortSignal): Promise<Chaines> {
  let octets = Buffer.alloc(1_000_000);
  let fin = 0;
  const limites: number[] = [0];
  const ajouter = (texte: string): void => {
    // One text serves any number of cells: its weight is paid as many times.
    if (texte.length > CELLULE_MAX) throw new Refus(LONG);
    const place = Buffer.byteLength(texte);
    if (fin + place > OCTETS_MAX || limites.length > NOMBRE_MAX) throw new Refus(TROP);
    if (fin + place > octets.length) {
      const plusGrand = Buffer.alloc(Math.min(OCTETS_MAX, Math.max(octets.length * 2, fin + place)));
      octets.copy(plusGrand, 0, 0, fin);
      octets = plusGrand;
    }
    fin += octets.write(texte, fin);
    limites.push(fin);
  };

  let courante = "";
  let dansTexte = false;
  /** Inside the phonetic reading of a text, which is no part of it. */
  let phonetique = 0;
  const lecture = archive.parcourir(
    partie,
    {
      ouvrir: (balise) => {
        if (balise === "si") courante = "";
        if (balise === "rPh") phonetique += 1;
        if (balise === "t") dansTexte = phonetique === 0;
      },
      texte: (t) => {
        if (!dansTexte) return;
        if (courante.length + t.length > RANGEE_MAX) throw new Refus(LONG);
        courante += t;
      },
      fermer: (balise) => {
        if (balise === "t") dansTexte = false;
        if (balise === "rPh") phonetique -= 1;
        if (balise === "si") ajouter(nettoyer(deschapper(courante)));
      },
    },
    signal,
  );
  while ((await lecture.next()).done !== true);
  return {
    nombre: () => limites.length - 1,
    lire: (rang) => octets.toString("utf8", limites[rang], limites[rang + 1]),
  };
}
