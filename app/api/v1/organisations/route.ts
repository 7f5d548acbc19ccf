import { rechercheOrganisation } from "@/lib/schemas/organisations";
import { servir } from "@/lib/server/api";
import { chercherOrganisations } from "@/lib/server/organisations/chercher-organisations";
import { analyser } from "@/lib/server/repondre";

/** Organisations shared by all dossiers, `?q=` SIRET, UAI or words. What the picker of partners asks while one types. */
export async function GET(requete: Request): Promise<Response> {
  return servir(requete, { nom: "organisation.chercher", debit: "organisations" }, async (agent) => {
    const { q } = analyser(rechercheOrganisation, Object.fromEntries(new URL(requete.url).searchParams));
    return Response.json(await chercherOrganisations(agent, q), { headers: { "Cache-Control": "no-store" } });
  });
}
