import { exigerMemeOrigine, servir } from "@/lib/server/api";
import { lireEnvoi } from "@/lib/server/pieces/lire-envoi";
import { exigerPublication, recevoirDocument } from "@/lib/server/regimes/recevoir-document";

/** The document that confirms a rule (multipart: `fichier`). */
export async function POST(requete: Request) {
  return servir(
    requete,
    { nom: "regime.joindre_document", debit: "envois", horsProxy: true, formulaire: true },
    async (agent, maintenant) => {
      exigerMemeOrigine(requete);
      exigerPublication(agent);
      const data = await lireEnvoi(requete, (_, nom, octets) => recevoirDocument(agent, { nom, octets }, maintenant));
      return Response.json({ ok: true, data }, { status: 201 });
    },
  );
}
