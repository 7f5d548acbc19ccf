/**
 * What someone typed, put into a sentence of ours that is sent elsewhere: one line, nothing invisible, bounded. A title may not
 * become paragraphs of a mail that goes out in the service's name.
 */
const UNE_LIGNE_MAX = 120;

export function uneLigne(texte: string, max = UNE_LIGNE_MAX): string {
  const plat = texte.replace(/[\s\p{C}]+/gu, " ").trim();
  const lettres = Array.from(plat);
  if (lettres.length <= max) return plat;
  const debut = lettres.slice(0, max - 1).join("");
  return `${debut.trimEnd()}…`;
}
