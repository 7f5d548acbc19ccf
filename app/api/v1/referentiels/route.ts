import { estGenre, OCTETS_REFERENCE_MAX } from "@/lib/schemas/referentiels";
import { exigerMemeOrigine, servir } from "@/lib/server/api";
import { lireEnvoi } from "@/lib/server/pieces/lire-envoi";
import { exigerImport, preparerImport } from "@/lib/server/referentiels/preparer-import";
import { erreurSaisie } from "@/lib/server/repondre";

/** A public file of reference data, read and compared (multipart: `type`, then `fichier`). It changes nothing yet. */
export async function POST(requete: Request) {
  return servir(
    requete,
    { nom: "reference.preparer", debit: "envois", horsProxy: true, formulaire: true },
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
