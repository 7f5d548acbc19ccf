import type { Metadata } from "next";
import { forbidden, notFound } from "next/navigation";
import { PageHistorique } from "@/components/audit/page-historique";
import { LignesRetirees } from "@/components/dossier/lignes-retirees";
import { lireFiltresJournal } from "@/lib/schemas/filtres-journal";
import { lireHistorique } from "@/lib/server/audit/historique";
import { lireLignesRetirees } from "@/lib/server/edition/lire-lignes-retirees";
import { exigerAgent } from "@/lib/server/session";
import { lireEspace } from "../lire-espace";
import { verifierHistorique } from "./actions";

export const metadata: Metadata = { title: "Historique" };

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function PageHistoriqueDossier({ params, searchParams }: Props) {
  const { id } = await params;
  const agent = await exigerAgent();
  const filtres = lireFiltresJournal(await searchParams);
  const [historique, retirees] = await Promise.all([lireHistorique(agent, id, filtres), lireLignesRetirees(agent, id)]);
  if (historique === null) {
    // Who reads the dossier without its history is told so; for anyone else it does not exist.
    if ((await lireEspace(id)) === null) notFound();
    forbidden();
  }
  return (
    <PageHistorique
      dossierId={id}
      historique={historique}
      filtres={filtres}
      verifier={verifierHistorique.bind(null, { dossierId: id })}
    >
      <LignesRetirees lignes={retirees ?? []} />
    </PageHistorique>
  );
}
