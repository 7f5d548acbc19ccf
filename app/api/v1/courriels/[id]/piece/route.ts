import { pasTrouve, servir } from "@/lib/server/api";
import { lirePieceCourriel } from "@/lib/server/courriels/lire-piece-courriel";
import { refuserTete, reponseFichier } from "@/lib/server/telechargement";

/** The file that goes with a mail of the outbox. */
export async function GET(requete: Request, { params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return servir(requete, { nom: "courriel.lire_piece", lien: true }, async (agent) => {
    const piece = await lirePieceCourriel(agent, id);
    if (piece === null) throw pasTrouve();
    return reponseFichier(piece.flux, piece);
  });
}

export const HEAD = refuserTete;
