/** What a cell may hold, and a row, whatever the format. */

/** The most a spreadsheet keeps in a cell. */
export const CELLULE_MAX = 32_767;
/** The longest row seen is 20,000 characters. Rows are written to the database by hundreds: a longer one costs hundreds of times. */
export const RANGEE_MAX = 200_000;

const FINS_DE_LIGNE = /\r\n?|[\u2028\u2029]/g;
/** Controls, halves of a character, marks that turn or hide the text around them: no cell shows them, some make it lie. */
const INVISIBLES = /(?![\n\t])[\p{Cc}\p{Cs}\p{Cf}]/gu;

export const nettoyer = (texte: string): string => texte.replace(FINS_DE_LIGNE, "\n").replace(INVISIBLES, "").trim();
