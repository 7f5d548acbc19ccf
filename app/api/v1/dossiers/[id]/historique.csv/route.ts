import { lireFiltresJournal } from "@/lib/schemas/filtres-journal";
import { pasTrouve, servir } from "@/lib/server/api";
import { exporterHistorique } from "@/lib/server/audit/historique";
import { refuserTete, reponseFlux } from "@/lib/server/telechargement";

/** The history of a dossier with the filters of the address. */
export async function GET(requete: Request, { params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return servir(requete, { nom: "dossier.exporter_historique", debit: "exports", lien: true }, async (agent) => {
    const filtres = lireFiltresJournal(Object.fromEntries(new URL(requete.url).searchParams));
    const fichier = await exporterHistorique(agent, id, filtres);
    if (fichier === null) throw pasTrouve();
    return reponseFlux(fichier);
  });
}

export const HEAD = refuserTete;
