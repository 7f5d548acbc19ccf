/** Lower case, no accent, only letters, digits and single spaces: what `Dossier.recherche` holds and what is looked for in it. */
export const simplifier = (texte: string): string =>
  texte
    .replace(/œ/gi, "oe")
    .replace(/æ/gi, "ae")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();

/** Every word must be found; in this writing none holds a wildcard of LIKE. */
export const motsCherches = (texte: string): string[] => simplifier(texte).split(" ").filter(Boolean).slice(0, 10);
