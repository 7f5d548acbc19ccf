import type { Metadata } from "next";
import { forbidden, redirect } from "next/navigation";
import { Etablissements } from "@/components/carte-formations/region/etablissements";
import { ChoixRentree } from "@/components/carte-formations/region/filtres";
import styles from "@/components/carte-formations/region/region.module.css";
import { Regions } from "@/components/carte-formations/region/regions";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import { tauxDesRegions } from "@/lib/server/carte/taux/taux-des-regions";
import { accueilCarte, nommerEtablissements, rentreesDeLaCarte } from "@/lib/server/carte/territoire";
import { peut } from "@/lib/server/droits";
import { exigerAgent } from "@/lib/server/session";
import { choixTerritoire, type Parametres } from "./choix-territoire";

export const metadata: Metadata = { title: "Carte des formations" };

type Props = { searchParams: Promise<Parametres> };

/** Each lands where they read the carte: their région, their établissement, or a list to choose from. */
export default async function PageCarte({ searchParams }: Props) {
  const agent = await exigerAgent();
  if (!peut(agent, "carte.consulter")) forbidden();
  const accueil = accueilCarte(agent);
  if (accueil.genre === "region") redirect(`/carte/regions/${accueil.region}`);
  if (accueil.genre === "etablissement") redirect(`/carte/etablissements/${accueil.uai}`);
  const demandee = choixTerritoire.parse(await searchParams).rentree;
  const { rentrees, rentree } = await rentreesDeLaCarte(agent, demandee);
  const regions = accueil.regions ? await tauxDesRegions(agent, { rentree }) : [];
  return (
    <>
      <FilAriane courant="Carte des formations" />
      <div className={styles.page}>
        <div>
          <h1 className="fr-h2">Carte des formations</h1>
          {accueil.regions ? <ChoixRentree rentree={rentree} rentrees={rentrees} /> : null}
        </div>
        {accueil.uais.length > 0 ? <Etablissements etablissements={await nommerEtablissements(accueil.uais)} /> : null}
        {accueil.regions ? (
          <div>
            <Regions regions={regions} rentree={rentree} />
          </div>
        ) : null}
      </div>
    </>
  );
}
