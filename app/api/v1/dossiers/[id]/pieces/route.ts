import type { ErreurReponse } from "@/lib/schemas/reponse";
import { exigerMemeOrigine, reponseErreur, servir } from "@/lib/server/api";
import { ajouterPiece, peutAjouter } from "@/lib/server/pieces/ajouter-piece";
import { lireEnvoi } from "@/lib/server/pieces/lire-envoi";

/** The form reads the answer as any action's, the API as any route's: both writings in one body. */
async function ecrireErreur(error: ErreurReponse): Promise<Response> {
  const reponse = reponseErreur(error);
  return Response.json({ ...(await reponse.json()), ok: false, error }, { status: reponse.status });
}

/** Attaches a file (multipart: `type`, `date`, `pieceId`, then `fichier`). */
export async function POST(requete: Request, { params }: { params: Promise<{ id: string }> }) {
  const { id: dossierId } = await params;
  return servir(
    requete,
    { nom: "piece.ajouter", debit: "envois", horsProxy: true, ecrireErreur },
    async (agent, maintenant) => {
      exigerMemeOrigine(requete);
      await peutAjouter(agent, dossierId);
      const data = await lireEnvoi(requete, (champs, nom, octets) =>
        ajouterPiece(agent, { ...champs, dossierId, nom, octets }, maintenant),
      );
      return Response.json({ ok: true, data }, { status: 201 });
    },
  );
}
