/** What stands between a dossier and its filing: the screen shows it, the server refuses on it. One definition for both. */
import { estATraiter } from "./completude";
import { type CodeEtat, peutDeposer, regimeAvecLettre } from "./etats";
import { type CodeRegime, TYPES_PIECE, type TypePiece } from "./nomenclatures";
import type { Constat } from "./verdict";

export type PieceDeclaree = { id: string; type: string | null; jointe: boolean };

/**
 * Blocking rules must be `conforme`, an undetermined one is not; the others need their justification; a declared piece needs
 * its file.
 */
export function blocagesDepot<P extends PieceDeclaree>(
  constats: readonly Constat[],
  justifications: Readonly<Record<string, string | null | undefined>>,
  pieces: readonly P[],
): { regles: Constat[]; piecesSansFichier: P[] } {
  return {
    regles: constats.filter((c) => estATraiter(c, justifications)),
    piecesSansFichier: pieces.filter((p) => !p.jointe),
  };
}

/** « Stratégie académique… », or that the type is not told. */
export const nomPiece = (type: string | null): string | null =>
  type === null ? null : type in TYPES_PIECE.libelles ? TYPES_PIECE.libelles[type as TypePiece] : type;

const LETTRE: Partial<Record<CodeEtat, string>> = {
  brouillon: "La lettre d’intention doit d’abord être déposée, puis recevoir un avis GO.",
  lettre_deposee: "La lettre d’intention est déposée : elle doit d’abord recevoir un avis GO.",
  lettre_go: "L’avis GO est reçu : le dépôt s’ouvre avec le montage du dossier.",
  lettre_no_go: "La lettre d’intention a reçu un avis NO GO : le dossier ne peut pas être déposé.",
};

const ETAT: Record<Exclude<CodeEtat, "complements_demandes">, string> = {
  brouillon: "Le dossier n’est pas encore en montage.",
  lettre_deposee: "Ce régime n’a pas de lettre d’intention : l’état du dossier ne permet pas le dépôt.",
  lettre_go: "Ce régime n’a pas de lettre d’intention : l’état du dossier ne permet pas le dépôt.",
  lettre_no_go: "Ce régime n’a pas de lettre d’intention : l’état du dossier ne permet pas le dépôt.",
  en_montage: "Ce régime n’a pas de lettre d’intention : l’état du dossier ne permet pas le dépôt.",
  depose: "Le dossier est déposé : ouvrez une nouvelle version pour le corriger.",
  en_instruction: "Le dossier est en instruction : il ne se dépose de nouveau que si des compléments sont demandés.",
  laureat: "Le dossier est lauréat : il ne se dépose plus.",
  refuse: "Le dossier est refusé : il ne se dépose plus.",
  conventionne: "Le dossier est conventionné : il ne se dépose plus.",
  en_suivi: "Le dossier est en suivi : il ne se dépose plus.",
  clos: "Le dossier est clos : il ne se dépose plus.",
  abandonne: "Le dossier est abandonné : il ne se dépose plus.",
};

/** Why the state does not allow filing, one sentence; null: it does. */
export function refusDepot(etat: CodeEtat, code: CodeRegime): string | null {
  if (etat === "complements_demandes" || peutDeposer(etat, code)) return null;
  return (regimeAvecLettre(code) ? LETTRE[etat] : undefined) ?? ETAT[etat];
}
