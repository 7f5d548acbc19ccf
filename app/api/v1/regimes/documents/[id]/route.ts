import { pasTrouve, servir } from "@/lib/server/api";
import { lireDocument } from "@/lib/server/regimes/lire-document";
import { refuserTete, reponseFichier } from "@/lib/server/telechargement";

/** The document that confirms a rule of a published regime. */
export async function GET(requete: Request, { params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return servir(requete, { nom: "regime.lire_document", lien: true }, async (agent) => {
    const document = await lireDocument(agent, id);
    if (document === null) throw pasTrouve();
    return reponseFichier(document.flux, document);
  });
}

export const HEAD = refuserTete;
