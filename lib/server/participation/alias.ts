import "server-only";
import { type Adresse, ecrireAdresse, lireAdresse } from "@/lib/domain/edition/adresses";
import { CLE_MAX } from "@/lib/domain/edition/cles";

/**
 * A partner's page names its new rows itself, by what they stand for (lib/domain/edition/cles.ts): it may well draw, by accident or
 * on purpose, the name of a row that is someone else's. Refusing it would tell that such a row exists. The row is written
 * under another name instead, and told back to that page under the one it gave: neither answer differs.
 */

const suffixe = (partenaire: string): string => `~${partenaire}`;

type AQui = (cle: string) => "sienne" | "autre" | "libre";

/** As the page of this partner names it. Both names may come to be its own, when the other row is handed over to it: told apart then. */
export function clePourLaPart(cle: string, partenaire: string, sienne: (cle: string) => boolean): string {
  const fin = suffixe(partenaire);
  if (!cle.endsWith(fin) || cle.length === fin.length) return cle;
  const nom = cle.slice(0, -fin.length);
  return sienne(nom) ? cle : nom;
}

/** The same field of the same row, under another name. */
export const avecCle = (adresse: Adresse, changer: (cle: string) => string): Adresse => {
  const lue = lireAdresse(adresse);
  if (lue === null || lue.parts.length < 2 || !["budget", "financement"].includes(lue.section)) return adresse;
  const [liste = "", cle = "", ...reste] = lue.parts;
  return ecrireAdresse(lue.section, liste, changer(cle), ...reste);
};

/** Where an address of this partner's page leads in the database; null: no page of ours gives such a name. */
export function adresseEnBase(adresse: Adresse, partenaire: string, aQui: AQui): Adresse | null {
  const [, cle = ""] = lireAdresse(adresse)?.parts ?? [];
  // What follows is the same whoever the name belongs to, as long as it is not this partner's own.
  if (cle.endsWith(suffixe(partenaire)))
    return aQui(cle) === "sienne" && clePourLaPart(cle, partenaire, (k) => aQui(k) === "sienne") === cle
      ? adresse
      : null;
  if (aQui(cle) === "sienne") return adresse;
  const autre = `${cle}${suffixe(partenaire)}`;
  if (autre.length > CLE_MAX) return null;
  return aQui(autre) === "sienne" || aQui(cle) === "autre" ? avecCle(adresse, () => autre) : adresse;
}
