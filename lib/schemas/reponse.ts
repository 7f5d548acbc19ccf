/** The one answer of every server action: data, or one error with a closed code and a French sentence. */

export type CodeErreur =
  | "saisie" // a field is wrong: `fields` says which
  | "session" // signed out or expired
  | "interdit" // no right to this action
  | "introuvable" // no such object, or not one this person may see
  | "conflit" // someone saved in between: `conflit` holds what is in the database
  | "regle" // a rule of the dossier's life forbids it (e.g. already filed)
  | "trop_de_demandes" // too many in too short a time: `attendre` says how many seconds
  | "trop_lourd" // a file or a payload over the limit
  | "indisponible" // the database does not answer
  | "imprevu"; // a defect: `reference` is the id in the log

/** Beside the code `session`, in `fields`: someone is signed in, but not the person who opened the page. */
export const AUTRE_PERSONNE = "lecteur";

export type ErreurReponse = {
  code: CodeErreur;
  message: string;
  /** Path of the field in the payload, dots between parts → sentence. */
  fields?: Record<string, string>;
  /** Only with `conflit`: who saved, when (ISO instant), the version and content now stored. */
  conflit?: { par: string; le: string; version: number; contenu: unknown };
  reference?: string;
  /** Only with `trop_de_demandes`: seconds before another try. */
  attendre?: number;
};

export type Reponse<T> = { ok: true; data: T } | { ok: false; error: ErreurReponse };
