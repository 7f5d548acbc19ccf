import { pasTrouve, servir } from "@/lib/server/api";
import { exporterRefus } from "@/lib/server/referentiels/lire-imports";
import { refuserTete, reponseTexte } from "@/lib/server/telechargement";

/** The refused rows of an import. */
export async function GET(requete: Request, { params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return servir(requete, { nom: "reference.exporter_refus", lien: true }, async (agent) => {
    const fichier = await exporterRefus(agent, id);
    if (fichier === null) throw pasTrouve();
    return reponseTexte(fichier);
  });
}

export const HEAD = refuserTete;
