import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { PageComparaison } from "@/components/comparaison/page-comparaison";
import { consulter } from "@/lib/server/audit/consulter";
import { lireComparaison } from "@/lib/server/comparaison/lire-comparaison";
import { consommer } from "@/lib/server/debit/consommer";
import { exigerAgent } from "@/lib/server/session";

type Parametres = Record<string, string | string[] | undefined>;
type Props = { params: Promise<{ id: string }>; searchParams: Promise<Parametres> };

const seul = (v: string | string[] | undefined): string | undefined =>
  typeof v === "string" && v !== "" ? v : undefined;

/** Once per request: the title and the page ask for the same. Outside the workspace: who reads what was filed only compares too. */
const lire = cache(async (id: string, de: string | undefined, a: string | undefined) => {
  const agent = await exigerAgent();
  const motAMot = await consommer("comparaisons", agent.id).then(
    () => true,
    () => false,
  );
  return lireComparaison(agent, id, { de, a, motAMot }, new Date());
});

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { de, a } = await searchParams;
  const page = await lire((await params).id, seul(de), seul(a));
  return { title: page === null ? "Dossier introuvable" : `Comparer deux versions – ${page.nom}` };
}

export default async function PageComparer({ params, searchParams }: Props) {
  const { id } = await params;
  const { de, a, tout } = await searchParams;
  const agent = await exigerAgent();
  const page = await lire(id, seul(de), seul(a));
  if (page === null) notFound();
  // What a reviewer opens of a filed dossier is recorded, wherever it is read.
  if (page.comparaison !== null) {
    const maintenant = new Date();
    for (const { comparable } of [page.comparaison.de, page.comparaison.a])
      await consulter(agent, id, comparable.type === "version" ? `version ${comparable.numero}` : null, maintenant);
  }
  return <PageComparaison vue={{ ...page, tout: seul(tout) === "1" }} />;
}
