/** A table file (CSV or XLSX) read row by row, whoever wrote it: memory does not grow with the number of rows. */

/** One row, by column; `ligne`: of the file, 1 the header. Cells trimmed; numbers as « 2026 » or « 0.52 », booleans « true ». */
export type Rangee = { ligne: number; cellules: readonly string[] };

export type TableOuverte = {
  format: "csv" | "xlsx";
  entetes: readonly string[];
  rangees: AsyncIterable<Rangee>;
  /** Bytes of the file read so far, for the progress bar. */
  octetsLus(): number;
  fermer(): Promise<void>;
};

/** The file is refused whole: one French sentence that says what is wrong and what to do. */
export class RefusFichier extends Error {
  override name = "RefusFichier";
}

export const OCTETS_TABLE_MAX = 150_000_000;
export const LIGNES_TABLE_MAX = 300_000;

export type OptionsTable = {
  signal?: AbortSignal;
  /** Header cells of which one must be there: what tells the right file, or the right sheet, from another. */
  entetesAttendus: readonly string[];
  /** What the file should have been, for the sentences: « un export d’Orion ». */
  attendu: string;
};
