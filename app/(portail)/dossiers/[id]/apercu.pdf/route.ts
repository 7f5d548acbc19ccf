import { pasTrouve, servir } from "@/lib/server/api";
import { apercuPdf } from "@/lib/server/dossiers/apercu-pdf";
import { refuserTete, reponseFichier } from "@/lib/server/telechargement";

/** The dossier of this moment as a PDF, marked as a preview. */
export async function GET(requete: Request, { params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return servir(requete, { nom: "dossier.apercu_pdf", debit: "exports", lien: true }, async (agent) => {
    const apercu = await apercuPdf(agent, id);
    if (apercu === null) throw pasTrouve();
    return reponseFichier(Buffer.from(apercu.octets), {
      nom: apercu.nom,
      typeMime: "application/pdf",
      octets: apercu.octets.byteLength,
    });
  });
}

export const HEAD = refuserTete;
