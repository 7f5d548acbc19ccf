import { lireFiltresJournal } from "@/lib/schemas/filtres-journal";
import { servir } from "@/lib/server/api";
import { exporterJournalService } from "@/lib/server/audit/historique";
import { refuserTete, reponseFlux } from "@/lib/server/telechargement";

/** The service's chain of the journal with the filters of the address. */
export async function GET(requete: Request) {
  return servir(requete, { nom: "journal.exporter", debit: "exports", lien: true }, async (agent) => {
    const filtres = lireFiltresJournal(Object.fromEntries(new URL(requete.url).searchParams));
    return reponseFlux(await exporterJournalService(agent, filtres));
  });
}

export const HEAD = refuserTete;
