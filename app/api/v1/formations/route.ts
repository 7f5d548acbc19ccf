import { rechercheFormation } from "@/lib/schemas/formations";
import { servir } from "@/lib/server/api";
import { base } from "@/lib/server/base";
import { proposerFormations } from "@/lib/server/formation-connue";
import { tenirAJour } from "@/lib/server/referentiels/tenir-a-jour";
import { analyser } from "@/lib/server/repondre";

/** Formations by code or by words, for the form of the transformations. Public data, kept for signed-in people all the same. */
export async function GET(requete: Request): Promise<Response> {
  return servir(requete, { nom: "formation.chercher" }, async () => {
    await tenirAJour(await base());
    const { q } = analyser(rechercheFormation, Object.fromEntries(new URL(requete.url).searchParams));
    return Response.json(
      { formations: proposerFormations(q) },
      { headers: { "Cache-Control": "private, max-age=3600" } },
    );
  });
}
