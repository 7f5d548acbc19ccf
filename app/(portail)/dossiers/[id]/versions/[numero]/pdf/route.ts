import { pasTrouve, servir } from "@/lib/server/api";
import { lirePdfVersion } from "@/lib/server/dossiers/lire-pdf-version";
import { refuserTete, reponseFichier } from "@/lib/server/telechargement";

/** The PDF of a filed version, the bytes of the day it was filed. */
export async function GET(requete: Request, { params }: { params: Promise<{ id: string; numero: string }> }) {
  const { id, numero } = await params;
  return servir(requete, { nom: "version.lire", debit: "exports", lien: true }, async (agent) => {
    const pdf = await lirePdfVersion(agent, id, /^\d{1,6}$/.test(numero) ? Number(numero) : 0);
    if (pdf === null) throw pasTrouve();
    return reponseFichier(pdf.flux, pdf);
  });
}

export const HEAD = refuserTete;
