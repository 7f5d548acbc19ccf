import { lireFiltres } from "@/lib/schemas/filtres";
import { servir } from "@/lib/server/api";
import { exporterListe } from "@/lib/server/dossiers/exporter-liste";
import { refuserTete, reponseTexte } from "@/lib/server/telechargement";

/** The list of dossiers with the filters of the address. */
export async function GET(requete: Request) {
  return servir(requete, { nom: "dossier.exporter_liste", debit: "exports", lien: true }, async (agent) => {
    const filtres = lireFiltres(Object.fromEntries(new URL(requete.url).searchParams));
    return reponseTexte(await exporterListe(agent, filtres));
  });
}

export const HEAD = refuserTete;
