import type { Metadata } from "next";
import { forbidden, notFound } from "next/navigation";
import { PagePoints } from "@/components/points/page-points";
import { listerPoints } from "@/lib/server/points/lister-points";
import { exigerAgent } from "@/lib/server/session";
import { lireEspace } from "../lire-espace";
import { creerPoint, lirePoint, remettrePoint, renommerPoint, retirerPoint } from "./actions";

export const metadata: Metadata = { title: "Points de sauvegarde" };

export default async function PagePointsDossier({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const vus = await listerPoints(await exigerAgent(), id);
  if (vus === null) {
    // Who reads the dossier without its save points is told so; for anyone else it does not exist.
    if ((await lireEspace(id)) === null) notFound();
    forbidden();
  }
  return <PagePoints vus={vus} actions={{ creerPoint, lirePoint, remettrePoint, renommerPoint, retirerPoint }} />;
}
