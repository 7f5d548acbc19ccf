import { pasTrouve, servir } from "@/lib/server/api";
import { lireProgres } from "@/lib/server/carte/import/lire-imports";
import { refuserTete } from "@/lib/server/telechargement";

/** How far an import is: asked by its page while the file is read. */
export async function GET(requete: Request, { params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return servir(requete, { nom: "carte.suivre_import", sansGeste: true, lecture: "battements" }, async (agent) => {
    const progres = await lireProgres(agent, id);
    if (progres === null) throw pasTrouve();
    return Response.json(progres, { headers: { "Cache-Control": "no-store" } });
  });
}

export const HEAD = refuserTete;
