import { rechercheEtablissement } from "@/lib/schemas/referentiels";
import { servir } from "@/lib/server/api";
import { chercherEtablissements } from "@/lib/server/referentiels/etablissements";
import { analyser } from "@/lib/server/repondre";

/** Établissements of the annuaire, `?uai=` or `?recherche=`. Public data, kept for signed-in people all the same. */
export async function GET(requete: Request): Promise<Response> {
  return servir(requete, { nom: "etablissement.chercher" }, async () => {
    const demande = analyser(rechercheEtablissement, Object.fromEntries(new URL(requete.url).searchParams));
    return Response.json(
      { etablissements: await chercherEtablissements(demande) },
      { headers: { "Cache-Control": "private, max-age=600" } },
    );
  });
}
