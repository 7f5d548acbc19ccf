import type { ErreurReponse } from "@/lib/schemas/reponse";
import { exigerMemeOrigine, reponseErreur, servir } from "@/lib/server/api";
import { lireEnvoi } from "@/lib/server/pieces/lire-envoi";
import { exigerPublication, recevoirDocument } from "@/lib/server/regimes/recevoir-document";

/** The form reads the answer as any action's, the API as any route's: both writings in one body. */
async function ecrireErreur(error: ErreurReponse): Promise<Response> {
  const reponse = reponseErreur(error);
  return Response.json({ ...(await reponse.json()), ok: false, error }, { status: reponse.status });
}

/** The document that confirms a rule (multipart: `fichier`). */
export async function POST(requete: Request) {
  return servir(
    requete,
    { nom: "regime.joindre_document", debit: "envois", horsProxy: true, ecrireErreur },
    async (agent, maintenant) => {
      exigerMemeOrigine(requete);
      exigerPublication(agent);
      const data = await lireEnvoi(requete, (_, nom, octets) => recevoirDocument(agent, { nom, octets }, maintenant));
      return Response.json({ ok: true, data }, { status: 201 });
    },
  );
}
