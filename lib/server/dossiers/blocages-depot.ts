import { estJustifie } from "@/lib/domain/completude";
import { TYPES_PIECE, type TypePiece } from "@/lib/domain/nomenclatures";
import type { Resultat } from "@/lib/domain/verdict";

export type PieceDeclaree = { id: string; type: string | null; cleStockage: string | null };

/**
 * What keeps a dossier from being filed, each under its own key: a rule's code, or `piece.<id>`. Blocking rules must be
 * `conforme`, an undetermined one is not; the others need their justification; a declared piece needs its file.
 */
export function blocagesDepot(
  resultat: Resultat,
  justifications: Readonly<Record<string, string>>,
  pieces: readonly PieceDeclaree[],
): Record<string, string> {
  const blocages: Record<string, string> = {};
  for (const c of resultat.constats) {
    if (c.verdict === "conforme" || c.severite === "conseil") continue;
    if (c.severite === "bloquante") blocages[c.code] = c.message;
    else if (!estJustifie(c, justifications)) blocages[c.code] = `À justifier. ${c.message}`;
  }
  for (const p of pieces)
    if (p.cleStockage === null) {
      const nom = p.type === null ? "Pièce sans type" : (TYPES_PIECE.libelles[p.type as TypePiece] ?? p.type);
      blocages[`piece.${p.id}`] = `${nom} : la pièce est déclarée, son fichier n’est pas joint.`;
    }
  return blocages;
}
