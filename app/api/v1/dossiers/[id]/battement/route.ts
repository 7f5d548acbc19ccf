import { estIdentifiant } from "@/lib/schemas/demandes";
import { servir } from "@/lib/server/api";
import { lireBattement } from "@/lib/server/atelier/lire-battement";
import { ErreurMetier, introuvable } from "@/lib/server/erreur";

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
      // Without a length the body would be read before anyone could count it: a page of ours always gives one.
      const octets = Number(requete.headers.get("content-length") ?? Number.NaN);
      if (!(octets <= OCTETS_MAX)) throw new ErreurMetier("trop_lourd", "Cette demande est trop longue.");
      const brut: unknown = await requete.json().catch(() => null);
      return Response.json(await lireBattement(agent, id, brut, maintenant), {
        headers: { "Cache-Control": "no-store" },
      });
    },
  );
}
