/** Room left in a long answer, said once it is nearly full. */
import { ecrireNombre } from "@/lib/domain/ecriture";
import { TEXTE_MAX } from "@/lib/domain/texte-riche/types";

/** Lengths at which it is said aloud: few, so that typing is not covered. From the first one on, what remains is shown. */
const ANNONCES = [0.8, 0.9, 0.95, 0.99].map((part) => Math.round(TEXTE_MAX * part));
const MONTRE = ANNONCES[0] as number;

/** Characters left, marks included, as the server counts them; negative beyond. null: far from full. */
export function placeRestante(texte: string): number | null {
  const longueur = texte.trim().length;
  return longueur < MONTRE ? null : TEXTE_MAX - longueur;
}

/** The same sentence until the next threshold: what a screen reader hears of it. */
export function annoncePlace(texte: string): string {
  const longueur = texte.trim().length;
  if (longueur > TEXTE_MAX) return `Texte trop long\u202f: ${ecrireNombre(TEXTE_MAX)} caractères au plus.`;
  const seuil = ANNONCES.findLast((n) => longueur >= n);
  return seuil === undefined ? "" : `${ecrireNombre(TEXTE_MAX - seuil)} caractères restants au plus.`;
}
