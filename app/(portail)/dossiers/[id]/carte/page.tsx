import type { Metadata } from "next";
import { forbidden, notFound } from "next/navigation";
import { PageLiens } from "@/components/carte-formations/liens/page-liens";
import { lireLiens } from "@/lib/server/liens/lire-liens";
import { exigerAgent } from "@/lib/server/session";
import { lireEspace } from "../lire-espace";
import { chercherDemandes, deciderLiens } from "./actions";

export const metadata: Metadata = { title: "Carte des formations" };

export default async function PageCarteDossier({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const vus = await lireLiens(await exigerAgent(), id);
  if (vus === null) {
    // Who reads the dossier without its links is told so; for anyone else it does not exist.
    if ((await lireEspace(id)) === null) notFound();
    forbidden();
  }
  return <PageLiens vus={vus} actions={{ deciderLiens, chercherDemandes }} />;
}
