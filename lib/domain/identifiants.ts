/** National identifiers, each checked with the reason in plain words (domain/1, « Identifiers »). `null`: valid. */

import { accorder } from "./ecriture";

const LETTRES_UAI = "ABCDEFGHJKLMNPRSTUVWXYZ";

/** What is wrong with a UAI, in the order in which one reads it; `null`: nothing. */
export function defautUai(texte: string): string | null {
  const forme = "un UAI s’écrit avec 7 chiffres puis une lettre, par exemple 0951099D";
  if (texte.length !== 8)
    return texte === ""
      ? `L’UAI manque : ${forme}.`
      : `Il y a ${accorder(texte.length, "caractère")} au lieu de 8 : ${forme}.`;
  const intrus = /[^0-9]/.exec(texte.slice(0, 7));
  if (intrus)
    return `Le caractère ${intrus.index + 1} est « ${intrus[0]} » au lieu d’un chiffre : ${forme}.${/[OoIl]/.test(intrus[0]) ? " Les chiffres 0 et 1 ressemblent aux lettres O et I." : ""}`;
  const derniere = texte.charAt(7);
  if (/[a-z]/.test(derniere)) return `La lettre « ${derniere} » doit être une majuscule : ${forme}.`;
  if (!/[A-Z]/.test(derniere)) return `La lettre de contrôle manque à la fin : ${forme}.`;
  const attendue = LETTRES_UAI.charAt(Number(texte.slice(0, 7)) % 23);
  return attendue === derniere
    ? null
    : `La lettre de contrôle de cet UAI devrait être ${attendue} : vérifiez les chiffres et la lettre.`;
}

const chiffres = (texte: string): number[] => [...texte].map(Number);

const luhn = (texte: string): boolean =>
  chiffres(texte)
    .reverse()
    .reduce((total, c, i) => total + (i % 2 === 0 ? c : c * 2 > 9 ? c * 2 - 9 : c * 2), 0) %
    10 ===
  0;

/** SIREN of La Poste, whose establishments follow their own rule. */
const LA_POSTE = "356000000";

/** What is wrong with a SIRET; `null`: nothing. */
export function defautSiret(texte: string): string | null {
  const forme = "un SIRET s’écrit avec 14 chiffres, sans espace";
  if (texte === "") return `Le SIRET manque : ${forme}.`;
  const intrus = /[^0-9]/.exec(texte);
  if (intrus) {
    const nom = /\s/.test(intrus[0]) ? "une espace" : `« ${intrus[0]} »`;
    return `Le caractère ${intrus.index + 1} est ${nom} au lieu d’un chiffre : ${forme}.`;
  }
  if (texte.length === 9)
    return "Ces 9 chiffres sont un SIREN, celui de l’entreprise entière : le SIRET d’un établissement a 14 chiffres, les 5 derniers en plus.";
  if (texte.length !== 14) return `Il y a ${accorder(texte.length, "chiffre")} au lieu de 14 : ${forme}.`;
  if (luhn(texte)) return null;
  if (texte.startsWith(LA_POSTE))
    return chiffres(texte).reduce((a, b) => a + b, 0) % 5 === 0
      ? null
      : "La clé de contrôle de ce SIRET de La Poste est fausse : la somme de ses chiffres devrait être un multiple de 5. Vérifiez les 5 derniers.";
  return luhn(texte.slice(0, 9))
    ? "La clé de contrôle de ce SIRET est fausse. Les 9 premiers chiffres, le SIREN, paraissent justes : vérifiez surtout les 5 derniers."
    : "La clé de contrôle de ce SIRET est fausse, dès les 9 premiers chiffres : vérifiez chaque chiffre.";
}

export const defautCfd = (texte: string): string | null =>
  /^[A-Z0-9]{3}\d{3}[A-Z0-9]{2}$/.test(texte)
    ? null
    : "Un code formation diplôme (CFD) a 8 caractères, par exemple 40025519.";

export const defautMefstat11 = (texte: string): string | null =>
  /^\d{11}$/.test(texte) ? null : "Un code MEFSTAT11 s’écrit avec 11 chiffres.";

export const defautRncp = (texte: string): string | null =>
  /^RNCP\d{3,5}$/.test(texte) ? null : "Un code RNCP s’écrit RNCP suivi de 3 à 5 chiffres.";

export const defautRome = (texte: string): string | null =>
  /^[A-Z]\d{4}$/.test(texte) ? null : "Un code ROME s’écrit avec une lettre puis 4 chiffres.";
