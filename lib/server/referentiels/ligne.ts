/** A row as the database keeps it; its first key is the one that names it. */
export type Ligne = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
export type Lecture =
  | { type: "ligne"; ligne: Ligne }
  | { type: "ecartee" }
  | { type: "refus"; colonne: string; motif: string };
