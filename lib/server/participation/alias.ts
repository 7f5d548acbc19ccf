import "server-only";
import { type Adresse, ecrireAdresse, lireAdresse } from "@/lib/domain/edition/adresses";
import { empreinte } from "@/lib/domain/edition/cles";

/**
 * A partner's page names its new rows itself, by what they stand for (lib/domain/edition/cles.ts): it may well draw, by accident or
 * on purpose, the name of a row that is someone else's. Refusing it would tell that such a row exists. The row is written
 * under another name instead, the first that nobody holds, and told back to that page under the one it gave: no answer differs.
 *
 * Second names of « k » for the partner « lp »: `k~lp`, then `k~2~lp`, `k~3~lp`… Whose a row is never follows from its name.
 */

/**
 * What a partner's page may call a new row. Without « ~ », so that it never looks like a second name; short enough for any second
 * name to hold in a key, and its fields in an address.
 */
const NOM_DE_PAGE = /^[A-Za-z0-9_-]{1,50}$/;
export const estNomDePage = (nom: string): boolean => NOM_DE_PAGE.test(nom);

/** Partners' own keys hold any sixty characters: beyond what an address holds, a short print stands for them. */
const suffixe = (partenaire: string): string =>
  `~${/^[A-Za-z0-9_-]{1,40}$/.test(partenaire) ? partenaire : empreinte(partenaire)}`;

const autreNom = (nom: string, rang: number, partenaire: string): string =>
  `${nom}${rang === 1 ? "" : `~${rang}`}${suffixe(partenaire)}`;

/** 0: the name itself; else which of its second names. One name and one rank have one key. */
function lireCle(cle: string, partenaire: string): { nom: string; rang: number } {
  const fin = suffixe(partenaire);
  const lue = cle.endsWith(fin) ? /^([^~]+)(?:~([2-9]|[1-9]\d{1,5}))?$/.exec(cle.slice(0, -fin.length)) : null;
  return lue === null ? { nom: cle, rang: 0 } : { nom: lue[1] ?? cle, rang: Number(lue[2] ?? 1) };
}

/** The name that a page of this partner gives to a row of its own, when no other of its rows has come to bear it. */
export const nomDeBase = (cle: string, partenaire: string): string => lireCle(cle, partenaire).nom;

/**
 * Name of each of these rows, all of this partner's, on its page; two rows never have the same. Several of one name may come to be
 * its own, when the others are handed over to it: the first of them is called so, the others as they are in the database.
 */
export function nomsDeLaPart(cles: Iterable<string>, partenaire: string): Map<string, string> {
  const premieres = new Map<string, { cle: string; rang: number }>();
  const toutes = [...cles];
  for (const cle of toutes) {
    const { nom, rang } = lireCle(cle, partenaire);
    const premiere = premieres.get(nom);
    if (premiere === undefined || rang < premiere.rang) premieres.set(nom, { cle, rang });
  }
  return new Map(
    toutes.map((cle) => {
      const { nom } = lireCle(cle, partenaire);
      return [cle, premieres.get(nom)?.cle === cle ? nom : cle];
    }),
  );
}

/** Key of a row that this partner's page calls so and that is not there yet: the first that is nobody's, the same at each sending. */
export function cleLibre(nom: string, partenaire: string, prise: (cle: string) => boolean): string {
  if (!prise(nom)) return nom;
  let rang = 1;
  while (prise(autreNom(nom, rang, partenaire))) rang += 1;
  return autreNom(nom, rang, partenaire);
}

/** The same field of the same row, under another name. */
export const avecCle = (adresse: Adresse, cle: string): Adresse => {
  const lue = lireAdresse(adresse);
  if (lue === null || lue.parts.length < 2 || !["budget", "financement"].includes(lue.section)) return adresse;
  const [liste = "", , ...reste] = lue.parts;
  return ecrireAdresse(lue.section, liste, cle, ...reste);
};
