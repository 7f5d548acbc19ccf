import { lireFiltresJournal } from "@/lib/schemas/filtres-journal";
import { servir } from "@/lib/server/api";
import { exporterJournalService } from "@/lib/server/audit/historique";
import { reponseFichier } from "@/lib/server/telechargement";

/** The service's chain of the journal with the filters of the address. */
export async function GET(requete: Request) {
  return servir(requete, { nom: "journal.exporter", debit: "exports", lien: true }, async (agent) => {
    const filtres = lireFiltresJournal(Object.fromEntries(new URL(requete.url).searchParams));
    const { nom, texte } = await exporterJournalService(agent, filtres);
    const octets = Buffer.from(texte);
    return reponseFichier(octets, { nom, typeMime: "text/csv; charset=utf-8", octets: octets.byteLength });
  });
}
