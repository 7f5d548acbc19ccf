import { pasTrouve, servir } from "@/lib/server/api";
import { lirePaquet } from "@/lib/server/paquet/lire-paquet";
import { refuserTete, reponseFichier } from "@/lib/server/telechargement";

/** The deposit pack of a filed version. */
export async function GET(requete: Request, { params }: { params: Promise<{ id: string; numero: string }> }) {
  const { id, numero } = await params;
  return servir(requete, { nom: "paquet.telecharger", debit: "exports", lien: true }, async (agent) => {
    const paquet = await lirePaquet(agent, id, /^\d{1,6}$/.test(numero) ? Number(numero) : 0, requete.signal);
    if (paquet === null) throw pasTrouve();
    return reponseFichier(paquet.flux, paquet);
  });
}

export const HEAD = refuserTete;
