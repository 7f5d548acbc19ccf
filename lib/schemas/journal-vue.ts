import type { Changement } from "./journal-lecture";

/** An entry as the pages show it. */
export type EntreeVue = {
  id: string;
  rang: number;
  /** ISO instant, its day and its time in Paris. */
  le: string;
  jour: string;
  heure: string;
  qui: string;
  phrase: string;
  famille: string;
  refus: boolean;
  /** What it is about, when the sentence does not say it: as recorded. */
  objet: string | null;
  changements: Changement[];
  /** Changes beyond those shown. */
  reste: number;
};

export type PageJournal = {
  entrees: EntreeVue[];
  /** Entries that the filters keep. */
  total: number;
  /** Ranks to ask for on each side; null: nothing there. */
  plusRecentes: number | null;
  plusAnciennes: number | null;
  personnes: { id: string; nom: string }[];
};

export type EtatChaine = { entrees: number; verification: { le: string; anomalies: number; entrees: number } | null };
