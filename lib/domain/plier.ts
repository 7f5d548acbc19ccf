/** Lower case, no accent, ligatures apart, only letters, digits and single spaces: two writings of one name are compared so. */
export const plier = (texte: string): string =>
  texte
    .replace(/œ/gi, "oe")
    .replace(/æ/gi, "ae")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();

/** The same in one piece: headers of a spreadsheet, whose spaces and punctuation change at every save. */
export const plierColle = (texte: string): string => plier(texte).replaceAll(" ", "");
