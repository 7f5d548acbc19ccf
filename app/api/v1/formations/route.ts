import type { NextRequest } from "next/server";
import { proposerFormations } from "@/lib/server/formation-connue";
import { agentCourant } from "@/lib/server/session";

const LONGUEUR_MAX = 100;

/** Formations by code or by words, for the form of the transformations. Public data, kept for signed-in people all the same. */
export async function GET(requete: NextRequest): Promise<Response> {
  if ((await agentCourant()) === null)
    return Response.json({ message: "Connectez-vous pour consulter les formations." }, { status: 401 });
  const texte = (requete.nextUrl.searchParams.get("q") ?? "").slice(0, LONGUEUR_MAX);
  return Response.json(
    { formations: proposerFormations(texte) },
    { headers: { "Cache-Control": "private, max-age=3600" } },
  );
}
