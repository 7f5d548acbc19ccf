import { pasTrouve, servir } from "@/lib/server/api";
import { exporterDossier } from "@/lib/server/dossiers/exporter-dossier";
import { reponseFichier } from "@/lib/server/telechargement";

/** The dossier as its `rigel-dossier/1` file. */
export async function GET(requete: Request, { params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return servir(requete, { nom: "dossier.exporter", debit: "exports" }, async (agent) => {
    const fichier = await exporterDossier(agent, id);
    if (fichier === null) throw pasTrouve();
    const octets = Buffer.from(fichier.texte);
    return reponseFichier(octets, {
      nom: fichier.nom,
      typeMime: "application/json; charset=utf-8",
      octets: octets.byteLength,
    });
  });
}
