import { estGenre, OCTETS_REFERENCE_MAX } from "@/lib/schemas/referentiels";
import type { ErreurReponse } from "@/lib/schemas/reponse";
import { exigerMemeOrigine, reponseErreur, servir } from "@/lib/server/api";
import { lireEnvoi } from "@/lib/server/pieces/lire-envoi";
import { exigerImport, preparerImport } from "@/lib/server/referentiels/preparer-import";
import { erreurSaisie } from "@/lib/server/repondre";

/** The form reads the answer as any action's, the API as any route's: both writings in one body. */
async function ecrireErreur(error: ErreurReponse): Promise<Response> {
  const reponse = reponseErreur(error);
  return Response.json({ ...(await reponse.json()), ok: false, error }, { status: reponse.status });
}

/** A public file of reference data, read and compared (multipart: `type`, then `fichier`). It changes nothing yet. */
export async function POST(requete: Request) {
  return servir(
    requete,
    { nom: "reference.preparer", debit: "envois", horsProxy: true, ecrireErreur },
    async (agent, maintenant) => {
      exigerMemeOrigine(requete);
      exigerImport(agent);
      const data = await lireEnvoi(
        requete,
        async ({ type }, nom, octets) => {
          if (!estGenre(type)) throw erreurSaisie({ type: "Choisissez ce que contient le fichier." });
          return preparerImport(agent, { genre: type, nom, octets }, maintenant);
        },
        OCTETS_REFERENCE_MAX,
      );
      return Response.json({ ok: true, data }, { status: 201 });
    },
  );
}
