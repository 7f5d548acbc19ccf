/**
 * What nobody sees in a text, yet changes it: control characters but line breaks and tabs, halves of characters, turns of the
 * reading order.
 */
const INVISIBLES = /[^\P{Cc}\n\t]|\p{Cs}|[\u202A-\u202E\u2066-\u2069]/u;

export const sansInvisible = (texte: string): boolean => !INVISIBLES.test(texte);
export const INVISIBLES_DITS = "Ce texte contient des caractères invisibles : retapez-le.";
