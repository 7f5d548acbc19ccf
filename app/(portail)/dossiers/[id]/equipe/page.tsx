import type { Metadata } from "next";
import { forbidden, notFound } from "next/navigation";
import { PageEquipe } from "@/components/equipe/page-equipe";
import { lireEquipe } from "@/lib/server/equipe/lire-equipe";
import { exigerAgent } from "@/lib/server/session";
import { lireEspace } from "../lire-espace";
import {
  changerDroit,
  inviterContact,
  inviterMembres,
  passerLaMain,
  quitterEquipe,
  renvoyerInvitation,
  retirerContact,
  retirerInvitation,
  retirerMembre,
} from "./actions";

export const metadata: Metadata = { title: "Équipe" };

export default async function PageEquipeDossier({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const agent = await exigerAgent();
  const equipe = await lireEquipe(agent, id, new Date());
  if (equipe === null) {
    // Who reads the dossier without seeing its team is told so; for anyone else it does not exist.
    if ((await lireEspace(id)) === null) notFound();
    forbidden();
  }
  return (
    <PageEquipe
      equipe={equipe}
      actions={{
        changerDroit,
        inviterContact,
        inviterMembres,
        passerLaMain,
        quitterEquipe,
        renvoyerInvitation,
        retirerContact,
        retirerInvitation,
        retirerMembre,
      }}
    />
  );
}
