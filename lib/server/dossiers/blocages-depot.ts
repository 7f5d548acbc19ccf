import { blocagesDepot, nomPiece } from "@/lib/domain/depot";
import type { Resultat } from "@/lib/domain/verdict";

export type PieceDeclaree = { id: string; type: string | null; cleStockage: string | null };

/** What keeps a dossier from being filed (lib/domain/depot.ts), each under its own key: a rule's code, or `piece.<id>`. */
export function ecrireBlocages(
  resultat: Resultat,
  justifications: Readonly<Record<string, string>>,
  pieces: readonly PieceDeclaree[],
): Record<string, string> {
  const { regles, piecesSansFichier } = blocagesDepot(
    resultat.constats,
    justifications,
    pieces.map(({ id, type, cleStockage }) => ({ id, type, jointe: cleStockage !== null })),
  );
  return Object.fromEntries([
    ...regles.map((c) => [c.code, c.severite === "bloquante" ? c.message : `À justifier. ${c.message}`]),
    ...piecesSansFichier.map((p) => [
      `piece.${p.id}`,
      `${nomPiece(p.type) ?? "Pièce sans type"} : la pièce est déclarée, son fichier n’est pas joint.`,
    ]),
  ]);
}
