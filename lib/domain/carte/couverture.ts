/** How much of a territory the constat de rentrée tells: each académie sends its own file. */
import { accorder, enumerer, typographie } from "../ecriture";

type Academie = { code: string; nom: string };

/** Names of the académies expected that have no pupil counted. */
export const academiesSansConstat = (attendues: readonly Academie[], vues: readonly (string | null)[]): string[] =>
  attendues.filter((a) => !vues.includes(a.code)).map((a) => a.nom);

type Couverture = { attendues: number; manquantes: readonly string[] };

/** Some académies are told and some are not: the sum is nobody's. */
export const partielle = ({ attendues, manquantes }: Couverture): boolean =>
  manquantes.length > 0 && manquantes.length < attendues;

/** « constat importé pour 1 académie sur 3, il manque Clermont-Ferrand et Grenoble »; "" when it is whole or absent. */
export function phraseCouverture(c: Couverture): string {
  if (!partielle(c)) return "";
  const dites = accorder(c.attendues - c.manquantes.length, "académie");
  return typographie(`constat importé pour ${dites} sur ${c.attendues}, il manque ${enumerer([...c.manquantes])}`);
}
