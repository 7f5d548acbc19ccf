/**
 * Where the names go beside their dots: the first free place around each, else none. A name left out is in the table, and the
 * picture says how many were.
 */
import { CADRE } from "./echelle";

export type Point = { cle: string; x: number; y: number; nom: string; rayon: number };
export type Etiquette = { cle: string; x: number; y: number; ancre: "start" | "end"; texte: string };
export type Boite = { x1: number; x2: number; y1: number; y2: number };

/** Mean widths of Marianne letters at 13 px, capitals apart, and height of a line. */
const LETTRE = 6.6;
const CAPITALE = 9;
const LIGNE = 15;
const ECART = 5;
/** A whole name if it fits, else shortened. */
const LETTRES_MAX = [46, 30] as const;

const abreger = (nom: string, max: number): string => (nom.length <= max ? nom : `${nom.slice(0, max - 1).trimEnd()}…`);

const seTouchent = (a: Boite, b: Boite): boolean => a.x1 < b.x2 && b.x1 < a.x2 && a.y1 < b.y2 && b.y1 < a.y2;
const dedans = (b: Boite): boolean =>
  b.x1 >= CADRE.gauche + 2 && b.x2 <= CADRE.droite - 2 && b.y1 >= CADRE.haut && b.y2 <= CADRE.bas;

const autour = (p: Point): Boite => ({ x1: p.x - p.rayon, x2: p.x + p.rayon, y1: p.y - p.rayon, y2: p.y + p.rayon });

function places(p: Point, texte: string): { boite: Boite; etiquette: Etiquette }[] {
  const largeur = [...texte].reduce((l, c) => l + (/\p{Lu}/u.test(c) ? CAPITALE : LETTRE), 0);
  return [0, -LIGNE * 0.8, LIGNE * 0.8].flatMap((dy) =>
    (["start", "end"] as const).map((ancre) => {
      const x = ancre === "start" ? p.x + p.rayon + ECART : p.x - p.rayon - ECART;
      const y = p.y + dy;
      const [x1, x2] = ancre === "start" ? [x, x + largeur] : [x - largeur, x];
      return {
        boite: { x1, x2, y1: y - LIGNE / 2, y2: y + LIGNE / 2 },
        etiquette: { cle: p.cle, x, y, ancre, texte },
      };
    }),
  );
}

/** In the order given: those that matter most first. `prises`: what is already written in the frame. */
export function placerEtiquettes(points: readonly Point[], prises: readonly Boite[]): Etiquette[] {
  const occupees: Boite[] = [...prises];
  const dots = new Map(points.map((p) => [p.cle, autour(p)]));
  const posees: Etiquette[] = [];
  for (const p of points) {
    const libre = LETTRES_MAX.flatMap((max) => places(p, abreger(p.nom, max))).find(
      ({ boite }) =>
        dedans(boite) &&
        occupees.every((b) => !seTouchent(b, boite)) &&
        [...dots].every(([cle, b]) => cle === p.cle || !seTouchent(b, boite)),
    );
    if (libre === undefined) continue;
    occupees.push(libre.boite);
    posees.push(libre.etiquette);
  }
  return posees;
}
