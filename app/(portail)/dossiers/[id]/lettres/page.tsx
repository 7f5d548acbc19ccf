import type { Metadata } from "next";
import { forbidden, notFound } from "next/navigation";
import { PageLettres } from "@/components/lettres/page-lettres";
import { lireRegistre } from "@/lib/server/lettres/lire-registre";
import { exigerAgent } from "@/lib/server/session";
import { lireEspace } from "../lire-espace";
import { envoyerLettres, preparerLettres, prevenirPartenaire, retirerLettre } from "./actions";

export const metadata: Metadata = { title: "Lettres d’engagement" };

export default async function PageLettresDossier({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const lettres = await lireRegistre(await exigerAgent(), id);
  if (lettres === null) {
    // Who reads the dossier without its register is told so; for anyone else it does not exist.
    if ((await lireEspace(id)) === null) notFound();
    forbidden();
  }
  return (
    <PageLettres lettres={lettres} actions={{ preparerLettres, envoyerLettres, prevenirPartenaire, retirerLettre }} />
  );
}
