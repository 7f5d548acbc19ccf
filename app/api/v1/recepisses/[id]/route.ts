import { pasTrouve, servir } from "@/lib/server/api";
import { lireRecepisse } from "@/lib/server/recepisses/lire-recepisse";
import { refuserTete, reponseFichier } from "@/lib/server/telechargement";

/** The file of a receipt. */
export async function GET(requete: Request, { params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return servir(requete, { nom: "recepisse.lire", lien: true }, async (agent) => {
    const recepisse = await lireRecepisse(agent, id);
    if (recepisse === null) throw pasTrouve();
    return reponseFichier(recepisse.flux, recepisse);
  });
}

export const HEAD = refuserTete;
