import { lireFiltresUtilisateurs } from "@/lib/schemas/filtres-utilisateurs";
import { servir } from "@/lib/server/api";
import { refuserTete, reponseTexte } from "@/lib/server/telechargement";
import { exporterUtilisateurs } from "@/lib/server/utilisateurs/lister-utilisateurs";

/** The list of accounts with the filters of the address. */
export async function GET(requete: Request) {
  return servir(
    requete,
    { nom: "utilisateur.exporter_liste", debit: "exports", lien: true },
    async (agent, maintenant) => {
      const filtres = lireFiltresUtilisateurs(Object.fromEntries(new URL(requete.url).searchParams));
      return reponseTexte(await exporterUtilisateurs(agent, filtres, maintenant));
    },
  );
}

export const HEAD = refuserTete;
