/** Finding the help of a field in its section's table: apart from the tables and the rules, so that it costs nothing. */
import type { Aide, TableAides } from "./aide";

/** Path of the form → key of the table: `partenaires.2.nom` → `partenaires.nom`. */
const cleDAide = (chemin: string): string =>
  chemin
    .split(".")
    .filter((part) => !/^\d+$/.test(part))
    .join(".");

/** That field's help, or that of the answer it is a part of (`scolaire.0` → `scolaire`). */
export function trouverAide(aides: TableAides, chemin: string): Aide | null {
  const parts = cleDAide(chemin).split(".");
  for (let n = parts.length; n > 0; n--) {
    const cle = parts.slice(0, n).join(".");
    if (Object.hasOwn(aides, cle)) return aides[cle] ?? null;
  }
  return null;
}
