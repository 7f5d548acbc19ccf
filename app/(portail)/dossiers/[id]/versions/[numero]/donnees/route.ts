import { pasTrouve, servir } from "@/lib/server/api";
import { lireDonneesVersion } from "@/lib/server/dossiers/lire-donnees-version";
import { refuserTete, reponseTexte } from "@/lib/server/telechargement";

/** The data of a filed version, as embedded in its PDF. */
export async function GET(requete: Request, { params }: { params: Promise<{ id: string; numero: string }> }) {
  const { id, numero } = await params;
  return servir(requete, { nom: "version.lire_donnees", debit: "exports", lien: true }, async (agent) => {
    const donnees = await lireDonneesVersion(agent, id, /^\d{1,6}$/.test(numero) ? Number(numero) : 0);
    if (donnees === null) throw pasTrouve();
    return reponseTexte(donnees);
  });
}

export const HEAD = refuserTete;
