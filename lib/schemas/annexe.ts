/** What the import of an annexe financière answers: its faults, its preview, what was applied. */
import type { LigneApercu } from "@/lib/domain/annexe/apercu";
import type { FauteAnnexe } from "@/lib/domain/annexe/lire-fiche";

/** Of the file, compressed: the annexe of 60 partners over five years weighs 400 ko. */
export const ANNEXE_OCTETS_MAX = 10_000_000;

/** Amounts as decimal strings. */
export type TotauxAnnexe = {
  coutTotal: string;
  coutEligible: string;
  subvention: string;
  subventionMax: string;
  resteACofinancer: string;
};

export type ApercuAnnexe = {
  /** Dossier.revision that the preview was made on; sent back to apply it. */
  revision: number;
  /** Dossier.revision that the file was exported at. */
  exporteeA: number;
  /** How many fields and rows others changed since, which stay as they are. */
  depuis: number;
  lignes: LigneApercu[];
  avant: TotauxAnnexe;
  apres: TotauxAnnexe;
  /** Why a save point would not fit now; null: it would. */
  refusPoint: string | null;
};

export type ReponseAnnexe =
  /** Nothing was imported: everything to put right, at once. */
  | { genre: "fautes"; fautes: FauteAnnexe[] /** The same, as a table for a spreadsheet. */; csv: string }
  | { genre: "apercu"; apercu: ApercuAnnexe }
  | { genre: "applique"; nombre: number /** Dossier.revision now. */; revision: number; point: boolean };
