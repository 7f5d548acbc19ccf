import { lireFiltresConstat } from "@/lib/schemas/constat";
import { servir } from "@/lib/server/api";
import { exporterPlaces } from "@/lib/server/carte/constat/exporter-places";
import { refuserTete, reponseFlux } from "@/lib/server/telechargement";

/** Rigel's table of the places of a rentrée, to fill in and to import. */
export async function GET(requete: Request) {
  return servir(requete, { nom: "constat.exporter", debit: "exports", lien: true }, async (agent) => {
    const filtres = lireFiltresConstat(Object.fromEntries(new URL(requete.url).searchParams));
    return reponseFlux(await exporterPlaces(agent, filtres, new Date()));
  });
}

export const HEAD = refuserTete;
