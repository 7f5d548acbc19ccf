/** A block copied from a spreadsheet, laid on the budget grid from one cell to the right and down. */
import { type Ecriture, type Grille, rangeesAffichees } from "./budget";

/** Rows and cells of a copied block: tabs between cells, a last empty line dropped, quoted cells unwrapped. */
export function lireBloc(texte: string): string[][] {
  const lignes = texte.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n");
  return lignes.map((ligne) =>
    ligne.split("\t").map((cellule) => {
      const nette = cellule.trim();
      return /^".*"$/.test(nette) ? nette.slice(1, -1).replaceAll('""', '"').trim() : nette;
    }),
  );
}

export type Refus = {
  /** Row of the grid it would have gone to; null: below the last one. */
  cle: string | null;
  /** undefined: right of the last year. */
  annee: number | null | undefined;
  texte: string;
  motif: "illisible" | "hors_grille";
};

/** A spreadsheet writes nothing, or a dash, for nothing. */
const VIDES = new Set(["", "-", "–", "—"]);

/**
 * Where each pasted value goes. `lire` reads what a person types (`undefined`: not an amount); what has no cell or is not
 * an amount is refused by name and the rest still goes in.
 */
export function placerBloc(
  grille: Grille,
  depart: { cle: string; annee: number | null },
  bloc: readonly (readonly string[])[],
  lire: (texte: string) => string | null | undefined,
): { ecritures: Ecriture[]; refus: Refus[] } {
  const rangees = rangeesAffichees(grille);
  const premiere = rangees.findIndex((r) => r.cle === depart.cle);
  const colonne = grille.annees.indexOf(depart.annee);
  const ecritures: Ecriture[] = [];
  const refus: Refus[] = [];
  for (const [i, valeurs] of bloc.entries()) {
    const rangee = premiere < 0 ? undefined : rangees[premiere + i];
    for (const [j, texte] of valeurs.entries()) {
      const annee = colonne < 0 ? undefined : grille.annees[colonne + j];
      const vide = VIDES.has(texte);
      if (!rangee || annee === undefined) {
        if (!vide) refus.push({ cle: rangee?.cle ?? null, annee, texte, motif: "hors_grille" });
        continue;
      }
      const montant = vide ? null : lire(texte);
      if (montant === undefined) refus.push({ cle: rangee.cle, annee, texte, motif: "illisible" });
      else ecritures.push({ cle: rangee.cle, annee, montant });
    }
  }
  return { ecritures, refus };
}
