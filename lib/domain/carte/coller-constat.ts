/**
 * A block of a spreadsheet laid on the table of the constat: from one cell to the right and down; by their numbers when its first
 * column holds N° demande; by its headers when they are those of Rigel's own table. Nothing is written here: what goes where, and
 * what found no place.
 */
import { A_REMPLIR, colonnePlaces } from "./colonnes-places";
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

type Place = { champ: ChampLigne } | "ignoree" | null;

export function collerConstat(
  numeros: readonly string[],
  depart: { ligne: number; colonne: number },
  bloc: readonly (readonly string[])[],
): CollageConstat {
  const connus = new Set(numeros);
  const entete = lireEntetes(bloc[0] ?? []);
  const cle = entete?.numero ?? 0;
  const parNumeros = entete !== null || bloc.some((lues) => connus.has(lues[0] ?? ""));
  const resultat: CollageConstat = { cellules: new Map(), nombre: 0, perdues: [], parNumeros };
  const placeDe = (j: number): Place => {
    if (entete !== null) return entete.champs.get(j) ?? "ignoree";
    if (parNumeros && j === 0) return "ignoree";
    const champ = CHAMPS_LIGNE[parNumeros ? j - 1 : depart.colonne + j];
    return champ === undefined ? null : { champ };
  };
  for (const [i, lues] of bloc.entries()) {
    if (entete !== null && i === 0) continue;
    const lu = lues[cle] ?? "";
    const numero = parNumeros ? (connus.has(lu) ? lu : undefined) : numeros[depart.ligne + i];
    if (numero === undefined) {
      // The heading of a copied table is no value.
      if (parNumeros && i === 0) continue;
      const valeurs = lues.filter((v, j) => v !== "" && placeDe(j) !== "ignoree");
      // A row whose demand is not in the table is named by its number.
      resultat.perdues.push(...valeurs.map((v) => (parNumeros && lu !== "" ? `${v} (demande ${lu})` : v)));
      continue;
    }
    for (const [j, valeur] of lues.entries()) {
      const place = placeDe(j);
      if (place === "ignoree") continue;
      if (place === null) {
        if (valeur !== "") resultat.perdues.push(valeur);
        continue;
      }
      const ligne = resultat.cellules.get(numero) ?? {};
      // A reason that is not of the list stays as typed: the row says what is wrong with it.
      ligne[place.champ] = place.champ === "motif" ? (motifEcrit(valeur) ?? valeur) : valeur;
      resultat.cellules.set(numero, ligne);
      if (valeur !== "") resultat.nombre += 1;
    }
  }
  return resultat;
}

/** The first row as headers of our own table; null: it is a row of values. */
function lireEntetes(
  ligne: readonly string[],
): { numero: number; champs: ReadonlyMap<number, { champ: ChampLigne }> } | null {
  const colonnes = ligne.map(colonnePlaces);
  const numero = colonnes.indexOf("numero");
  if (numero < 0) return null;
  const champs = new Map<number, { champ: ChampLigne }>();
  for (const [j, colonne] of colonnes.entries()) {
    const champ = A_REMPLIR.find((c) => c === colonne);
    if (champ !== undefined) champs.set(j, { champ });
  }
  return champs.size === 0 ? null : { numero, champs };
}
