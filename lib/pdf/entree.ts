/** What a dossier's PDF is made from: data and verdicts, never a database. */
import type { DateIso } from "@/lib/domain/dates";
import type { Regime } from "@/lib/domain/regimes";
import type { Resultat } from "@/lib/domain/verdict";
import type { Complements } from "@/lib/schemas/complements";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";

export type MentionPdf = { type: "apercu" } | { type: "version"; numero: number; deposeeLe: DateIso };

export type PieceJointePdf = { nom: string; type: string; octets: number; sha256: string };

export type EntreePdf = {
  fichier: DossierFichier;
  resultat: Resultat;
  /** The set of rules behind `resultat`; one shipped with Rigel when not told. */
  regime?: Regime;
  mention: MentionPdf;
  /** The responsible administration, as the header of the service writes it. */
  administration: string;
  /** What rows hold beside the exchange file, in its order; absent on the command line, which only knows the file. */
  complements?: Complements;
  /** Files attached in the portal; empty on the command line, which only knows the declared pieces. */
  pieces: PieceJointePdf[];
};
