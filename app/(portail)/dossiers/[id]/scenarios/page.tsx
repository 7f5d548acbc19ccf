import type { Metadata } from "next";
import { forbidden, notFound } from "next/navigation";
import { PageScenarios } from "@/components/scenarios/page-scenarios";
import { lireColonnes } from "@/lib/schemas/scenarios";
import { listerScenarios } from "@/lib/server/scenarios/lister-scenarios";
import { exigerAgent } from "@/lib/server/session";
import { lireEspace } from "../lire-espace";
import {
  apercevoirScenario,
  appliquerScenario,
  creerScenario,
  dupliquerScenario,
  modifierScenario,
  remettreScenario,
  retirerScenario,
} from "./actions";

export const metadata: Metadata = { title: "Scénarios" };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function PageScenariosDossier({ params, searchParams }: Props) {
  const { id } = await params;
  const vus = await listerScenarios(await exigerAgent(), id, lireColonnes((await searchParams).voir));
  if (vus === null) {
    // Who reads the dossier without its what-ifs is told so; for anyone else it does not exist.
    if ((await lireEspace(id)) === null) notFound();
    forbidden();
  }
  return (
    <PageScenarios
      vus={vus}
      actions={{
        apercevoirScenario,
        appliquerScenario,
        creerScenario,
        dupliquerScenario,
        modifierScenario,
        remettreScenario,
        retirerScenario,
      }}
    />
  );
}
