import { estIdentifiant } from "@/lib/schemas/demandes";
import { servir } from "@/lib/server/api";
import { lireCorpsJson } from "@/lib/server/corps-json";
import { introuvable } from "@/lib/server/erreur";
import { lireBattementPart } from "@/lib/server/participation/lire-battement-part";

/** Four short values. */
const OCTETS_MAX = 8_192;

/** Asked by the open page of a partner's part. No gesture of a person: it does not prolong the session. */
export async function POST(requete: Request, { params }: { params: Promise<{ dossier: string }> }): Promise<Response> {
  return servir(
    requete,
    { nom: "part.lire_nouveautes", lecture: "battements_part", sansGeste: true },
    async (agent) => {
      const { dossier } = await params;
      if (!estIdentifiant(dossier)) throw introuvable();
      const brut = await lireCorpsJson(requete, OCTETS_MAX);
      return Response.json(await lireBattementPart(agent, dossier, brut), {
        headers: { "Cache-Control": "no-store" },
      });
    },
  );
}
