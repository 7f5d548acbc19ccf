/** Address of a public document: https, without a password, short enough to be written under a rule. */
import { z } from "zod";

const publique = (texte: string): boolean => {
  if (!URL.canParse(texte)) return false;
  const { protocol, username, password, hostname } = new URL(texte);
  return protocol === "https:" && username === "" && password === "" && hostname.includes(".");
};

export const adressePublique = z
  .string()
  .trim()
  .max(500, "Cette adresse dépasse 500 caractères.")
  .refine(publique, "Écrivez une adresse complète, par exemple https://www.legifrance.gouv.fr/….");
