/** A workbook, whatever writes or reads it: what the annexe is made of. No file format in here. */
import type { Centimes } from "../argent";

/** How a cell looks, and whether it may be typed in: `saisie…` cells are the only ones that are not locked. */
export type StyleCellule =
  | "titre"
  | "intertitre"
  | "note"
  | "etiquette"
  | "texte"
  | "entete"
  | "montant"
  | "totalTexte"
  | "totalMontant"
  | "taux"
  | "saisieTexte"
  | "saisieMontant"
  | "cle";

export type Valeur =
  | { type: "texte"; texte: string }
  | { type: "montant"; montant: Centimes }
  /** Written as it is: a year, a rate. */
  | { type: "nombre"; nombre: string };

/** `formule` without its equals sign; `valeur` is then what it gives, kept for readers that do not compute. */
export type Cellule = { style: StyleCellule; valeur: Valeur | null; formule?: string };

export type Validation =
  /** Addresses of its values, or the values themselves. */
  { plage: string; type: "liste"; source: string } | { plage: string; type: "montant" };

export type Feuille = {
  nom: string;
  cachee: boolean;
  /** Row → column → cell, both from 1. */
  lignes: ReadonlyMap<number, ReadonlyMap<number, Cellule>>;
  /** Widths in characters, column by column; 0: hidden. */
  largeurs: readonly number[];
  /** First cell that scrolls; null: nothing is frozen. */
  defile: { colonne: number; ligne: number } | null;
  validations: readonly Validation[];
};

export type Classeur = { titre: string; feuilles: readonly Feuille[] };

/** A cell as a spreadsheet left it: a number keeps the text it was saved as. */
export type ValeurLue =
  | { type: "texte"; texte: string }
  | { type: "nombre"; texte: string }
  | { type: "booleen"; vrai: boolean }
  | { type: "erreur"; texte: string };

export type FeuilleLue = { nom: string /** Row → column → value; empty cells are not there. */; lignes: LignesLues };
export type LignesLues = ReadonlyMap<number, ReadonlyMap<number, ValeurLue>>;
export type ClasseurLu = { feuilles: readonly FeuilleLue[] };

/** 1 → A, 27 → AA. */
export function nomColonne(colonne: number): string {
  let reste = colonne;
  let nom = "";
  while (reste > 0) {
    nom = String.fromCharCode(65 + ((reste - 1) % 26)) + nom;
    reste = Math.floor((reste - 1) / 26);
  }
  return nom;
}

/** 4, 12 → D12. */
export const nomCase = (colonne: number, ligne: number): string => `${nomColonne(colonne)}${ligne}`;
/** $D$12 */
export const caseFixe = (colonne: number, ligne: number): string => `$${nomColonne(colonne)}$${ligne}`;

/** The name of a sheet as formulas write it. */
export const dansFormule = (feuille: string): string => `'${feuille.replaceAll("'", "''")}'`;

/** A sheet being made. */
export function nouvelleFeuille(nom: string) {
  const lignes = new Map<number, Map<number, Cellule>>();
  const poser = (colonne: number, ligne: number, cellule: Cellule): void => {
    const siennes = lignes.get(ligne) ?? new Map<number, Cellule>();
    lignes.set(ligne, siennes.set(colonne, cellule));
  };
  return {
    nom,
    lignes,
    poser,
    texte: (colonne: number, ligne: number, style: StyleCellule, texte: string | null, formule?: string) =>
      poser(colonne, ligne, {
        style,
        valeur: texte === null || texte === "" ? null : { type: "texte", texte },
        ...(formule !== undefined && { formule }),
      }),
    montant: (colonne: number, ligne: number, style: StyleCellule, montant: Centimes | null, formule?: string) =>
      poser(colonne, ligne, {
        style,
        valeur: montant === null ? null : { type: "montant", montant },
        ...(formule !== undefined && { formule }),
      }),
  };
}
export type FeuilleEnCours = ReturnType<typeof nouvelleFeuille>;
