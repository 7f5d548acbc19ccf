import { pasTrouve, servir } from "@/lib/server/api";
import { exporterRemarques } from "@/lib/server/carte/import/exporter-remarques";
import { refuserTete, reponseFlux } from "@/lib/server/telechargement";

/** The rows of an import that were refused, and those to check. */
export async function GET(requete: Request, { params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return servir(requete, { nom: "carte.exporter_remarques", debit: "exports", lien: true }, async (agent) => {
    const fichier = await exporterRemarques(agent, id);
    if (fichier === null) throw pasTrouve();
    return reponseFlux(fichier);
  });
}

export const HEAD = refuserTete;
