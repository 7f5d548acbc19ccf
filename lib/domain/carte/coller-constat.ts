/**
 * A block of a spreadsheet laid on the table of the constat: from one cell to the right and down or, when its first column holds
 * N° demande, by their numbers. Nothing is written here: what goes where, and what found no place.
 */
import { motifEcrit } from "./motifs-ecart";
import { CHAMPS_LIGNE, type ChampLigne } from "./saisie-constat";

export type CollageConstat = {
  /** By number of demand. */
  cellules: Map<string, Partial<Record<ChampLigne, string>>>;
  nombre: number;
  /** Values without a cell, as they were copied. */
  perdues: string[];
  parNumeros: boolean;
};

export function collerConstat(
  numeros: readonly string[],
  depart: { ligne: number; colonne: number },
  bloc: readonly (readonly string[])[],
): CollageConstat {
  const connus = new Set(numeros);
  const parNumeros = bloc.some(([premiere]) => premiere !== undefined && connus.has(premiere));
  const resultat: CollageConstat = { cellules: new Map(), nombre: 0, perdues: [], parNumeros };
  for (const [i, lues] of bloc.entries()) {
    const [premiere = "", ...reste] = lues;
    const numero = parNumeros ? (connus.has(premiere) ? premiere : undefined) : numeros[depart.ligne + i];
    const valeurs = parNumeros ? reste : lues;
    if (numero === undefined) {
      // The heading of a copied table is no value.
      if (!(parNumeros && i === 0)) resultat.perdues.push(...lues.filter((v) => v !== ""));
      continue;
    }
    for (const [j, valeur] of valeurs.entries()) {
      const champ = CHAMPS_LIGNE[(parNumeros ? 0 : depart.colonne) + j];
      if (champ === undefined) {
        if (valeur !== "") resultat.perdues.push(valeur);
        continue;
      }
      const ligne = resultat.cellules.get(numero) ?? {};
      // A reason that is not of the list stays as typed: the row says what is wrong with it.
      ligne[champ] = champ === "motif" ? (motifEcrit(valeur) ?? valeur) : valeur;
      resultat.cellules.set(numero, ligne);
      if (valeur !== "") resultat.nombre += 1;
    }
  }
  return resultat;
}
