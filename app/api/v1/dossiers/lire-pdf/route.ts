import { exigerMemeOrigine, servir } from "@/lib/server/api";
import { exigerImport, lirePdfDossier } from "@/lib/server/dossiers/lire-pdf-dossier";
import { lireEnvoi } from "@/lib/server/pieces/lire-envoi";

/** The data of a dossier inside its PDF (multipart: `fichier`); creates nothing. */
export async function POST(requete: Request) {
  return servir(
    requete,
    { nom: "dossier.lire_pdf", debit: "envois", horsProxy: true, formulaire: true },
    async (agent) => {
      exigerMemeOrigine(requete);
      exigerImport(agent);
      const data = await lireEnvoi(requete, (_, nom, octets) => lirePdfDossier(agent, { nom, octets }));
      return Response.json({ ok: true, data });
    },
  );
}
