/** Gives every declared piece of a dossier its file: without it, filing is refused. */
import { ecrireDate } from "@/lib/domain/ecriture";
import { nomRegion, TYPES_PIECE, type TypePiece } from "@/lib/domain/nomenclatures";
import { base } from "@/lib/server/base";
import { versJour } from "@/lib/server/dossiers/lignes";
import type { Agent } from "@/lib/server/droits";
import { ajouterPiece } from "@/lib/server/pieces/ajouter-piece";
import { produirePieceExemple } from "./piece-exemple";

const AUTEURS: Partial<Record<TypePiece, string>> = {
  strategie_recteur: "Région académique",
  validation_region: "Conseil régional",
};

export async function joindrePieces(agent: Agent, dossierId: string, region: string, maintenant: Date): Promise<void> {
  const client = await base();
  const declarees = await client.piece.findMany({
    where: { dossierId, cleStockage: null },
    select: { id: true, type: true, date: true },
    orderBy: { rang: "asc" },
  });
  for (const { id: pieceId, type, date } of declarees) {
    const titre = TYPES_PIECE.libelles[type as TypePiece];
    const octets = await produirePieceExemple({
      titre,
      auteur: `${AUTEURS[type as TypePiece] ?? "Équipe projet"}, ${nomRegion(region)} (exemple)`,
      date: ecrireDate(versJour(date) ?? "2024-01-01"),
      corps: `Ce fichier tient la place de la pièce « ${titre} ». Il ne contient rien d’autre que cette phrase et sert à la démonstration de Rigel.`,
    });
    await ajouterPiece(agent, { dossierId, pieceId, nom: `${type} (exemple).pdf`, octets }, maintenant);
  }
}
