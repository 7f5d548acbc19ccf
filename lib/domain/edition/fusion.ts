/**
 * Whether an edit made on what a person saw can be written over what is there now. Different fields never meet. The same
 * field meets when someone else wrote it since; a row taken out meets what was written in it since.
 */
import { type Adresse, sousAdresse } from "./adresses";
import { cibleDe, ligneDe, lireA, memeValeur } from "./changements";

/** An edit on its way: `vue`, the dossier's revision its author was looking at; `valeur`, that of the field or the row. */
export type Edition = {
  type: "champ" | "ajout" | "retrait";
  adresse: Adresse;
  vue: number;
  valeur?: unknown;
};

/** A write made by another page, with its revision. */
export type Ecrite = { revision: number; adresse: Adresse };

export type Decision =
  | { type: "appliquer" }
  /** What it asks for is what is there. */
  | { type: "sans_effet" }
  /** `retiree`: the row it is about is gone; `cause`: the last write it meets, when it is known. */
  | { type: "conflit"; leur: unknown; retiree: boolean; cause: Ecrite | null };

/** The last write since `vue` that touches this address: itself, the row it is in, or a field of the row it is. */
function rencontre(edition: Edition, ecrites: readonly Ecrite[]): Ecrite | null {
  const ligne = ligneDe(edition.adresse);
  const touche = ({ adresse }: Ecrite): boolean =>
    edition.type === "champ" ? adresse === edition.adresse || adresse === ligne : sousAdresse(adresse, edition.adresse);
  let derniere: Ecrite | null = null;
  for (const ecrite of ecrites)
    if (ecrite.revision > edition.vue && touche(ecrite) && ecrite.revision >= (derniere?.revision ?? 0))
      derniere = ecrite;
  return derniere;
}

/** `contenu`: the section as it stands. `ecrites`: what other pages wrote in this section, at least since `vue`. */
export const decider = (edition: Edition, contenu: unknown, ecrites: readonly Ecrite[]): Decision =>
  deciderDevant(edition, lireA(contenu, edition.adresse), ecrites);

/** `present`: what the section holds at this address, as `lireA` says it. */
export function deciderDevant(edition: Edition, present: unknown, ecrites: readonly Ecrite[]): Decision {
  const cible = cibleDe(edition.adresse);
  if (cible === null) return { type: "conflit", leur: null, retiree: true, cause: null };
  if (edition.type === "retrait") {
    if (present === undefined) return { type: "sans_effet" };
    const cause = rencontre(edition, ecrites);
    return cause === null ? { type: "appliquer" } : { type: "conflit", leur: present, retiree: false, cause };
  }
  if (edition.type === "ajout") {
    if (present === undefined) return { type: "appliquer" };
    if (memeValeur(present, edition.valeur)) return { type: "sans_effet" };
    const cause = rencontre(edition, ecrites);
    return cause === null ? { type: "appliquer" } : { type: "conflit", leur: present, retiree: false, cause };
  }
  if (present === undefined) return { type: "conflit", leur: null, retiree: true, cause: rencontre(edition, ecrites) };
  if (memeValeur(present, edition.valeur)) return { type: "sans_effet" };
  const cause = rencontre(edition, ecrites);
  return cause === null ? { type: "appliquer" } : { type: "conflit", leur: present, retiree: false, cause };
}
