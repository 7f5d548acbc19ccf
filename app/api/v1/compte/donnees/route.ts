import { servir } from "@/lib/server/api";
import { estFormat, exporterCompte } from "@/lib/server/comptes/exporter-compte";
import { refuserTete, reponseTexte } from "@/lib/server/telechargement";

/** Everything held on the person signed in: `?format=json` (default) or `?format=csv`. */
export async function GET(requete: Request) {
  return servir(requete, { nom: "compte.exporter", debit: "exports", lien: true }, async (agent, maintenant) => {
    const demande = new URL(requete.url).searchParams.get("format");
    return reponseTexte(await exporterCompte(agent, estFormat(demande) ? demande : "json", maintenant));
  });
}

export const HEAD = refuserTete;
