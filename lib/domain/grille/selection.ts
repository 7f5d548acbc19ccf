/** Cells of the budget grid by their place: rows that can be typed in, top to bottom, and columns of the years. */
import type { Ecriture, Rangee } from "../budget";
import { ecrireBloc } from "./bloc";
import { ecrireMontantCopie } from "./montant-copie";

export type Case = { cle: string; colonne: number };
/** Inclusive bounds. */
export type Plage = { l0: number; l1: number; c0: number; c1: number };

/** The rectangle between two cells; null: one of them is no longer shown. */
export function plageEntre(rangs: ReadonlyMap<string, number>, ancre: Case, tete: Case): Plage | null {
  const [a, b] = [rangs.get(ancre.cle), rangs.get(tete.cle)];
  if (a === undefined || b === undefined) return null;
  return {
    l0: Math.min(a, b),
    l1: Math.max(a, b),
    c0: Math.min(ancre.colonne, tete.colonne),
    c1: Math.max(ancre.colonne, tete.colonne),
  };
}

export const taillePlage = (p: Plage): number => (p.l1 - p.l0 + 1) * (p.c1 - p.c0 + 1);

const colonnesDe = (p: Plage) => Array.from({ length: p.c1 - p.c0 + 1 }, (_, i) => p.c0 + i);

/** What « Copier » puts on the clipboard. */
export const copierPlage = (rangees: readonly Rangee[], p: Plage): string =>
  ecrireBloc(
    rangees
      .slice(p.l0, p.l1 + 1)
      .map((r) => colonnesDe(p).map((c) => ecrireMontantCopie(r.cellules[c]?.montant ?? null))),
  );

/** Empties every cell of the rectangle that holds something. */
export const viderPlage = (rangees: readonly Rangee[], p: Plage): Ecriture[] =>
  rangees.slice(p.l0, p.l1 + 1).flatMap((r) =>
    colonnesDe(p).flatMap((c) => {
      const cellule = r.cellules[c];
      return cellule && cellule.montant !== null ? [{ cle: r.cle, annee: cellule.annee, montant: null }] : [];
    }),
  );

export type SensRemplissage = "droite" | "bas";

/**
 * Fills a rectangle from its first column (or row). One column alone takes what stands left of it, one row alone what stands
 * above, as spreadsheets do. Nothing to copy from: nothing.
 */
export function remplirPlage(rangees: readonly Rangee[], p: Plage, sens: SensRemplissage): Ecriture[] {
  const droite = sens === "droite";
  const seule = droite ? p.c0 === p.c1 : p.l0 === p.l1;
  const source = (droite ? p.c0 : p.l0) - (seule ? 1 : 0);
  if (source < 0) return [];
  const ecritures: Ecriture[] = [];
  for (let l = p.l0; l <= p.l1; l++) {
    for (let c = p.c0; c <= p.c1; c++) {
      if ((droite ? c : l) === source) continue;
      const rangee = rangees[l];
      const cellule = rangee?.cellules[c];
      const montant = droite ? rangee?.cellules[source]?.montant : rangees[source]?.cellules[c]?.montant;
      if (rangee && cellule && montant !== undefined && montant !== cellule.montant)
        ecritures.push({ cle: rangee.cle, annee: cellule.annee, montant });
    }
  }
  return ecritures;
}
