import { exigerMemeOrigine, servir } from "@/lib/server/api";
import { ajouterPiece, peutAjouter } from "@/lib/server/pieces/ajouter-piece";
import { lireEnvoi } from "@/lib/server/pieces/lire-envoi";

/** Attaches a file (multipart: `type`, `date`, `pieceId`, then `fichier`). */
export async function POST(requete: Request, { params }: { params: Promise<{ id: string }> }) {
  const { id: dossierId } = await params;
  return servir(
    requete,
    { nom: "piece.ajouter", debit: "envois", horsProxy: true, formulaire: true },
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
