import { lireFiltresCarte } from "@/lib/schemas/carte-filtres";
import { servir } from "@/lib/server/api";
import { exporterDemandes } from "@/lib/server/carte/exporter-demandes";
import { refuserTete, reponseFlux } from "@/lib/server/telechargement";

/** The demands of the carte with the filters of the address, as a workbook. */
export async function GET(requete: Request) {
  return servir(requete, { nom: "carte.exporter_demandes", debit: "exports", lien: true }, async (agent) => {
    const filtres = lireFiltresCarte(Object.fromEntries(new URL(requete.url).searchParams));
    return reponseFlux(await exporterDemandes(agent, filtres, "xlsx"));
  });
}

export const HEAD = refuserTete;
