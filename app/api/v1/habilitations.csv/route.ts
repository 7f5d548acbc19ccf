import { lireFiltresHabilitations } from "@/lib/schemas/filtres-acces";
import { servir } from "@/lib/server/api";
import { exporterHabilitations } from "@/lib/server/habilitations/exporter-habilitations";
import { refuserTete, reponseTexte } from "@/lib/server/telechargement";

/** The rights that one answers for, with the filters of the address. */
export async function GET(requete: Request) {
  return servir(
    requete,
    { nom: "habilitation.exporter_liste", debit: "exports", lien: true },
    async (agent, maintenant) => {
      const filtres = lireFiltresHabilitations(Object.fromEntries(new URL(requete.url).searchParams));
      return reponseTexte(await exporterHabilitations(agent, filtres, maintenant));
    },
  );
}

export const HEAD = refuserTete;
