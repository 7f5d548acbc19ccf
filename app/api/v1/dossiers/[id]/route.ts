import { pasTrouve, servir } from "@/lib/server/api";
import { exporterDossier } from "@/lib/server/dossiers/exporter-dossier";
import { refuserTete, reponseTexte } from "@/lib/server/telechargement";

/** The dossier as its `rigel-dossier/1` file. */
export async function GET(requete: Request, { params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return servir(requete, { nom: "dossier.exporter", debit: "exports" }, async (agent) => {
    const fichier = await exporterDossier(agent, id);
    if (fichier === null) throw pasTrouve();
    return reponseTexte({ ...fichier, typeMime: "application/json; charset=utf-8" });
  });
}

export const HEAD = refuserTete;
