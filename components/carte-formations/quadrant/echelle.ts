/** Frame and scales of the picture, in the units of its viewBox. Rates in hundredths of a per cent. */
export const LARGEUR = 680;
export const HAUTEUR = 500;
export const CADRE = { gauche: 64, droite: 660, haut: 12, bas: 440 } as const;

const PAS = 1_000;
const MAX = 10_000;

export type Echelle = { min: number; max: number; graduations: number[] };

/** Whole tens around what is drawn, with room so that no dot sits on the frame. */
export function echelle(valeurs: readonly number[]): Echelle {
  const bas = Math.min(...valeurs);
  const haut = Math.max(...valeurs);
  const min = Math.max(0, Math.floor((bas - 200) / PAS) * PAS);
  const max = Math.min(MAX, Math.max(min + 2 * PAS, Math.ceil((haut + 200) / PAS) * PAS));
  const graduations: number[] = [];
  for (let g = min; g <= max; g += PAS) graduations.push(g);
  return { min, max, graduations };
}

const arrondi = (n: number): number => Math.round(n * 10) / 10;

export const abscisse = (valeur: number, { min, max }: Echelle): number =>
  arrondi(CADRE.gauche + ((valeur - min) / (max - min)) * (CADRE.droite - CADRE.gauche));
export const ordonnee = (valeur: number, { min, max }: Echelle): number =>
  arrondi(CADRE.bas - ((valeur - min) / (max - min)) * (CADRE.bas - CADRE.haut));
