import { pasTrouve, servir } from "@/lib/server/api";
import { lireLettre } from "@/lib/server/lettres/lire-lettre";
import { refuserTete, reponseFichier } from "@/lib/server/telechargement";

/** The signed file, as it was received. */
export async function GET(requete: Request, { params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return servir(requete, { nom: "lettre.lire_signee", debit: "exports", lien: true }, async (agent) => {
    const lettre = await lireLettre(agent, id, "signee");
    if (lettre === null) throw pasTrouve();
    return reponseFichier(lettre.flux, lettre);
  });
}

export const HEAD = refuserTete;
