import { servir } from "@/lib/server/api";
import { lireCommentaires } from "@/lib/server/commentaires/lire-commentaires";
import { introuvable } from "@/lib/server/erreur";

/** Read again by an open page each time the beat says that the talk moved: no gesture of the person. */
export async function GET(requete: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return servir(
    requete,
    { nom: "commentaire.lire", lecture: "battements", sansGeste: true },
    async (agent, maintenant) => {
      const vus = await lireCommentaires(agent, (await params).id, maintenant);
      if (vus === null) throw introuvable();
      return Response.json(vus, { headers: { "Cache-Control": "no-store" } });
    },
  );
}
