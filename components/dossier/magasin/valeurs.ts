/** Small readings of a section's content, shared by the parts of the store. Pure. */
import { type Adresse, sectionDe, sousAdresse } from "@/lib/domain/edition/adresses";
import { appliquer, type Changement, cibleDe, type Ligne, ligneDe, lireA } from "@/lib/domain/edition/changements";
import type { SectionSaisie } from "@/lib/schemas/sections";

export type Chemin = readonly (string | number)[];

export const lireChemin = (objet: unknown, chemin: Chemin): unknown =>
  chemin.reduce<unknown>((o, cle) => (o === null || o === undefined ? undefined : (o as never)[cle]), objet);

/** A copy of `objet` with one value changed, missing objects made on the way. */
export function poserChemin(objet: unknown, [cle, ...reste]: Chemin, valeur: unknown): unknown {
  if (cle === undefined) return valeur;
  const suite = poserChemin(lireChemin(objet, [cle]), reste, valeur);
  if (Array.isArray(objet)) return objet.with(Number(cle), suite);
  return { ...(objet as object | null), [cle]: suite };
}

export const poserA = (section: SectionSaisie, contenu: unknown, adresse: Adresse, valeur: unknown): unknown =>
  appliquer(section, contenu, [{ type: "champ", adresse, avant: null, apres: valeur }]);

export const estLigne = (adresse: Adresse): boolean => cibleDe(adresse)?.genre === "ligne";

/** Place of a row among its list; -1: not there. */
export function rangDe(contenu: unknown, adresse: Adresse): number {
  const cible = cibleDe(adresse);
  if (cible?.genre !== "ligne") return -1;
  const ligne = lireA(contenu, adresse);
  const liste = (contenu as Record<string, unknown>)[cible.liste];
  return Array.isArray(liste) ? liste.indexOf(ligne) : -1;
}

/** Puts a row in, or in the place of the one of that key. */
export const poserLigne = (
  section: SectionSaisie,
  contenu: unknown,
  adresse: Adresse,
  ligne: unknown,
  rang: number,
): unknown => appliquer(section, contenu, [{ type: "ajout", adresse, rang, apres: ligne as Ligne }]);

export const retirerLigne = (section: SectionSaisie, contenu: unknown, adresse: Adresse): unknown =>
  appliquer(section, contenu, [{ type: "retrait", adresse, rang: 0, avant: {} }]);

/** Whether a change is about this address, its row, or a field of it. */
export const touche = (adresse: Adresse, autre: Adresse): boolean =>
  sousAdresse(adresse, autre) || sousAdresse(autre, adresse);

export const memeLigne = (adresse: Adresse, ligne: Adresse): boolean => adresse === ligne || ligneDe(adresse) === ligne;

export const apresDe = (c: Changement): unknown => (c.type === "retrait" ? null : c.apres);

/** In groups by section, each in the order given. */
export function parSection<T>(elements: readonly T[], adresseDe: (e: T) => Adresse): Map<SectionSaisie, T[]> {
  const groupes = new Map<SectionSaisie, T[]>();
  for (const e of elements) {
    const section = sectionDe(adresseDe(e)) as SectionSaisie;
    const groupe = groupes.get(section);
    if (groupe) groupe.push(e);
    else groupes.set(section, [e]);
  }
  return groupes;
}
