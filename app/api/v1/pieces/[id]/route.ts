import { pasTrouve, servir } from "@/lib/server/api";
import { lirePiece } from "@/lib/server/pieces/lire-piece";
import { refuserTete, reponseFichier } from "@/lib/server/telechargement";

/** The file of a piece. */
export async function GET(requete: Request, { params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return servir(requete, { nom: "piece.lire", lien: true }, async (agent) => {
    const piece = await lirePiece(agent, id);
    if (piece === null) throw pasTrouve();
    return reponseFichier(piece.flux, piece);
  });
}

export const HEAD = refuserTete;
