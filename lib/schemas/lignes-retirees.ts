import type { Auteur } from "./edition";

/** A row that is no longer in the dossier, as it was when someone took it out. */
export type LigneRetiree = {
  adresse: string;
  ligne: Record<string, unknown>;
  /** ISO instant. */
  le: string;
  /** null: the service itself. */
  par: Auteur | null;
};
