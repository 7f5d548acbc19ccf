/** What the comparison page is given, and how it names things. */
import type { Comparaison } from "@/lib/domain/comparaison";
import type { Cote } from "@/lib/domain/comparaison/montants";
import { ecrireEuros } from "@/lib/domain/ecriture";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { ecrireInstantLong } from "./instant";

export type Comparable =
  | { reference: string; type: "version"; numero: number; le: string }
  | { reference: string; type: "point"; nom: string; le: string }
  | { reference: string; type: "courant" };

export type Fragment = { genre: "egal" | "ajoute" | "supprime"; texte: string };

/**
 * What changes in a text, by its address; `fragments` null: not searched, the two are shown as they are; `miseEnForme`: its headings,
 * lists or bold only, shown by their marks.
 */
export type TextesCompares = ReadonlyMap<string, { fragments: readonly Fragment[] | null; miseEnForme: boolean }>;

export type VueComparaison = {
  dossierId: string;
  nom: string;
  comparables: readonly Comparable[];
  ouvert: boolean;
  points: boolean;
  comparaison: {
    de: { comparable: Comparable; fichier: DossierFichier };
    a: { comparable: Comparable; fichier: DossierFichier };
    resultat: Comparaison;
    textes: TextesCompares;
  } | null;
  /** Also what does not change. */
  tout: boolean;
};

/** In the header of a column: « Version 2 », « Avant la baisse », « Aujourd’hui ». */
export const nomCourt = (c: Comparable): string => {
  if (c.type === "version") return `Version ${c.numero}`;
  return c.type === "point" ? c.nom : "Aujourd’hui";
};

/** In the choice: with its day. */
export const nomLong = (c: Comparable): string => {
  if (c.type === "version") return `Version ${c.numero}, déposée le ${ecrireInstantLong(c.le)}`;
  return c.type === "point" ? `${c.nom}, le ${ecrireInstantLong(c.le)}` : "Le dossier d’aujourd’hui";
};

/** « + 120 000,00 € », « inchangé ». */
export const ecrireEcart = (ecart: bigint): string => {
  if (ecart === 0n) return "inchangé";
  return `${ecart > 0n ? "+" : ""}${ecrireEuros(ecart as Parameters<typeof ecrireEuros>[0])}`;
};

/** null: no line at all on that side; « Non renseigné » : lines, and no amount in any. */
export const ecrireCote = (c: Cote | null): string | null => {
  if (c === null) return null;
  return c.sansMontant === c.lignes ? "Non renseigné" : ecrireEuros(c.montant);
};
