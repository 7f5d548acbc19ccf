/** National identifiers, each checked with the reason in plain words (domain/1, « Identifiers »). `null`: valid. */

const LETTRES_UAI = "ABCDEFGHJKLMNPRSTUVWXYZ";

export function defautUai(texte: string): string | null {
  const lu = /^(\d{7})([A-Z])$/.exec(texte);
  if (!lu) return "Un UAI s’écrit avec 7 chiffres puis une lettre majuscule, par exemple 0951099D.";
  const attendue = LETTRES_UAI[Number(lu[1]) % 23];
  return attendue === lu[2]
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

export function defautSiret(texte: string): string | null {
  if (!/^\d{14}$/.test(texte)) return "Un SIRET s’écrit avec 14 chiffres, sans espace.";
  // La Poste's establishments follow their own rule (SIREN 356 000 000).
  const laPoste = texte.startsWith("356000000") && chiffres(texte).reduce((a, b) => a + b, 0) % 5 === 0;
  return luhn(texte) || laPoste ? null : "La clé de contrôle de ce SIRET est fausse : vérifiez chaque chiffre.";
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
