import type { Metadata } from "next";
import { forbidden, redirect } from "next/navigation";
import { nomRegion } from "@/lib/domain/nomenclatures";
import { peut } from "@/lib/server/droits";
import { exigerAgent } from "@/lib/server/session";
import { choixTerritoire, type Parametres } from "../../choix-territoire";
import { PageTerritoire } from "../../page-territoire";

type Props = { params: Promise<{ code: string }>; searchParams: Promise<Parametres> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Carte des formations, ${nomRegion((await params).code)}` };
}

export default async function PageRegion({ params, searchParams }: Props) {
  const agent = await exigerAgent();
  if (!peut(agent, "carte.consulter")) forbidden();
  const { code } = await params;
  const parametres = await searchParams;
  // The form of the page is one form: choosing an académie leads to its own page.
  const { academie } = choixTerritoire.parse(parametres);
  if (academie !== null) {
    const suite = new URLSearchParams();
    for (const cle of ["rentree", "voie", "effectif"]) {
      const valeur = parametres[cle];
      if (typeof valeur === "string" && valeur !== "") suite.set(cle, valeur);
    }
    redirect(`/carte/academies/${academie}?${suite}`);
  }
  return <PageTerritoire agent={agent} territoire={{ region: code }} parametres={parametres} />;
}
