import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { deAcademie } from "@/components/carte-formations/region/ecrire";
import { peut } from "@/lib/server/droits";
import { academies } from "@/lib/server/reference";
import { exigerAgent } from "@/lib/server/session";
import type { Parametres } from "../../choix-territoire";
import { PageTerritoire } from "../../page-territoire";

type Props = { params: Promise<{ code: string }>; searchParams: Promise<Parametres> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { code } = await params;
  const nom = academies().find((a) => a.code === code)?.nom;
  return { title: nom === undefined ? "Carte des formations" : `Carte des formations, académie ${deAcademie(nom)}` };
}

export default async function PageAcademie({ params, searchParams }: Props) {
  const agent = await exigerAgent();
  if (!peut(agent, "carte.consulter")) forbidden();
  return (
    <PageTerritoire agent={agent} territoire={{ academie: (await params).code }} parametres={await searchParams} />
  );
}
