import type { Metadata } from "next";
import { forbidden, notFound } from "next/navigation";
import { PageRegime } from "@/components/regime/page-regime";
import { lireDestinations } from "@/lib/server/dossiers/lire-destinations";
import { exigerAgent } from "@/lib/server/session";
import { changerRegime } from "../actions";
import { lireEspace } from "../lire-espace";

export const metadata: Metadata = { title: "Régime" };

export default async function PageRegimeDossier({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const destinations = await lireDestinations(await exigerAgent(), id, new Date());
  if (destinations === null) {
    // Whoever reads the dossier without this right is told so; for anyone else it does not exist.
    if ((await lireEspace(id)) === null) notFound();
    forbidden();
  }
  return <PageRegime {...destinations} changerRegime={changerRegime} />;
}
