/** What holds of a row whatever the format: as many cells as the header, no formula, not too many rows. */

import { ecrireNombre, enumerer } from "@/lib/domain/ecriture";
import { plierColle } from "@/lib/domain/plier";
import { CELLULE_MAX, RANGEE_MAX } from "./cellule";
import { LIGNES_TABLE_MAX, type OptionsTable, type Rangee, RefusFichier } from "./contrat";

const NOMS_SEPARATEURS = [
  [",", "des virgules"],
  ["\t", "des tabulations"],
  ["|", "des barres verticales"],
] as const;

/** Throws when columns are separated by something known that is not a semicolon. */
export function refuserSeparateur(separateur: string | undefined, nom: string): void {
  const connu = NOMS_SEPARATEURS.find(([s]) => s === separateur);
  if (connu !== undefined)
    throw new RefusFichier(
      `Les colonnes de « ${nom} » sont séparées par ${connu[1]} : il faut des points-virgules. Exportez le fichier de nouveau, sans le retoucher.`,
    );
}

const ENTETE_MAX = 200;

export const aEntetes = (entetes: readonly string[], { entetesAttendus }: OptionsTable): boolean => {
  const attendus = new Set(entetesAttendus.map(plierColle));
  return entetes.some((e) => attendus.has(plierColle(e)));
};

/** Refuses a file whose first row is not that of the file awaited. */
export function verifierEntetes(entetes: readonly string[], nom: string, options: OptionsTable): void {
  if (entetes.length > 1 && aEntetes(entetes, options)) {
    // Its letters alone would still be recognized, and each remark of the file would repeat it.
    const longue = entetes.findIndex((e) => e.length > ENTETE_MAX);
    if (longue === -1) return;
    throw new RefusFichier(
      `« ${nom} » : le nom de la colonne n° ${longue + 1} dépasse ${ENTETE_MAX} caractères. Exportez le fichier de nouveau, sans le retoucher.`,
    );
  }
  const seule = entetes.length === 1 ? (entetes[0] ?? "") : "";
  for (const [separateur] of NOMS_SEPARATEURS)
    if (seule.includes(separateur) && aEntetes(seule.split(separateur), options)) refuserSeparateur(separateur, nom);
  throw new RefusFichier(
    `« ${nom} » n’est pas ${options.attendu} : sa première ligne doit porter les noms des colonnes, dont ${enumerer(
      options.entetesAttendus.slice(0, 3).map((e) => `« ${e} »`),
    )}.`,
  );
}

/** `=1+1` or `=HYPERLINK(…)`; an arrow « => » or a rule « === » typed in a comment is none. */
const FORMULE = /^=\s*[\p{L}\d("'+\-@{$#[]/u;

export const refuserFormule = (nom: string, ligne: number, colonne: string, valeur: string): RefusFichier =>
  new RefusFichier(
    `« ${nom} », ligne ${ligne}, colonne « ${colonne} » : cette cellule contient une formule (${valeur.slice(0, 40)}). Remplacez-la par sa valeur, ou exportez le fichier de nouveau.`,
  );

export const refuserRangee = (nom: string, ligne: number): RefusFichier =>
  new RefusFichier(
    `« ${nom} », ligne ${ligne} : cette ligne dépasse ${ecrireNombre(RANGEE_MAX)} caractères. Abrégez ses textes, ou exportez le fichier de nouveau.`,
  );

/** A row as wide as the header. */
export function ajuster(rangee: Rangee, entetes: readonly string[], nom: string): Rangee {
  const { ligne, cellules } = rangee;
  const largeur = entetes.length;
  let caracteres = 0;
  for (const [i, c] of cellules.entries()) {
    caracteres += c.length;
    if (c.length > CELLULE_MAX)
      throw new RefusFichier(
        `« ${nom} », ligne ${ligne}, colonne « ${entetes[i] || `n° ${i + 1}`} » : cette cellule dépasse ${ecrireNombre(CELLULE_MAX)} caractères. Abrégez-la, ou exportez le fichier de nouveau.`,
      );
    if (c.charCodeAt(0) === 61 && FORMULE.test(c)) throw refuserFormule(nom, ligne, entetes[i] || `n° ${i + 1}`, c);
  }
  if (caracteres > RANGEE_MAX) throw refuserRangee(nom, ligne);
  if (cellules.length === largeur) return rangee;
  if (cellules.length > largeur && cellules.slice(largeur).every((c) => c === ""))
    return { ligne, cellules: cellules.slice(0, largeur) };
  throw new RefusFichier(
    `« ${nom} », ligne ${ligne} : ${cellules.length} ${cellules.length > 1 ? "cellules" : "cellule"} au lieu de ${largeur}. Le fichier est tronqué ou abîmé : exportez-le de nouveau.`,
  );
}

export const refuserLignes = (nom: string): RefusFichier =>
  new RefusFichier(
    `« ${nom} » dépasse ${ecrireNombre(LIGNES_TABLE_MAX)} lignes : exportez une rentrée ou une région à la fois.`,
  );
