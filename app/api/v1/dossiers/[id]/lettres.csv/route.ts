import { pasTrouve, servir } from "@/lib/server/api";
import { exporterRegistre } from "@/lib/server/lettres/exporter-registre";
import { refuserTete, reponseTexte } from "@/lib/server/telechargement";

/** The register of a dossier's commitment letters. */
export async function GET(requete: Request, { params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return servir(requete, { nom: "lettre.exporter", debit: "exports", lien: true }, async (agent) => {
    const fichier = await exporterRegistre(agent, id);
    if (fichier === null) throw pasTrouve();
    return reponseTexte(fichier);
  });
}

export const HEAD = refuserTete;
