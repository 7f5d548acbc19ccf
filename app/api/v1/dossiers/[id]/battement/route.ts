import { estIdentifiant } from "@/lib/schemas/demandes";
import { servir } from "@/lib/server/api";
import { lireBattement } from "@/lib/server/atelier/lire-battement";
import { lireCorpsJson } from "@/lib/server/corps-json";
import { introuvable } from "@/lib/server/erreur";

/** Four short values. */
const OCTETS_MAX = 8_192;

/**
 * Asked by an open page every few seconds (components/dossier/atelier/battement.ts). A page left open is no gesture of a person:
 * `sansGeste` keeps it from prolonging the session.
 */
export async function POST(requete: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return servir(
    requete,
    { nom: "dossier.lire_nouveautes", lecture: "battements", sansGeste: true },
    async (agent, maintenant) => {
      const { id } = await params;
      if (!estIdentifiant(id)) throw introuvable();
      const brut = await lireCorpsJson(requete, OCTETS_MAX);
      return Response.json(await lireBattement(agent, id, brut, maintenant), {
        headers: { "Cache-Control": "no-store" },
      });
    },
  );
}
