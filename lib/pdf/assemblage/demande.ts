/** What the server asks of the process that assembles, and its answer: one line of JSON each way. */
import type { Recueil } from "./assembler";
import type { HorsRecueil } from "./sommaire";

export type PieceAAssembler = { titre: string; genre: "pdf" | "png" | "jpg"; chemin: string; fichier: string };

export type DemandeAssemblage = {
  titre: string;
  dossier: string;
  auteur: string;
  /** ISO instant written in the properties. */
  date: string;
  pieces: PieceAAssembler[];
  /** Pieces that are not pages. */
  hors: HorsRecueil[];
  /** Where to write; null: only what it would give. */
  sortie: string | null;
};

/** What the process took: the most that it held, in bytes; time of processor, in milliseconds. */
export type ReponseAssemblage = Recueil & { memoire: number; processeur: number };
