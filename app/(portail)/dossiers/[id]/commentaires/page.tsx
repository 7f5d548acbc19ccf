import type { Metadata } from "next";
import { forbidden, notFound } from "next/navigation";
import { PageCommentaires } from "@/components/dossier/atelier/commentaires/page-commentaires";
import { lireCommentaires } from "@/lib/server/commentaires/lire-commentaires";
import { exigerAgent } from "@/lib/server/session";
import { lireEspace } from "../lire-espace";

export const metadata: Metadata = { title: "Commentaires" };

export default async function PageCommentairesDossier({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const agent = await exigerAgent();
  const vus = await lireCommentaires(agent, id, new Date());
  if (vus === null) {
    // Who reads the dossier without being of its team is told so; for anyone else it does not exist.
    if ((await lireEspace(id)) === null) notFound();
    forbidden();
  }
  return <PageCommentaires initial={vus} />;
}
