import { lireColonnes } from "@/lib/schemas/scenarios";
import { pasTrouve, servir } from "@/lib/server/api";
import { exporterScenarios } from "@/lib/server/scenarios/exporter-scenarios";
import { refuserTete, reponseTexte } from "@/lib/server/telechargement";

/** The comparison that the page shows, with the columns of the address. */
export async function GET(requete: Request, { params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return servir(requete, { nom: "scenario.exporter", debit: "exports", lien: true }, async (agent) => {
    const voir = lireColonnes(new URL(requete.url).searchParams.get("voir") ?? undefined);
    const fichier = await exporterScenarios(agent, id, voir, new Date());
    if (fichier === null) throw pasTrouve();
    return reponseTexte(fichier);
  });
}

export const HEAD = refuserTete;
