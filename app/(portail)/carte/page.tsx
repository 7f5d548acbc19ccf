import type { Metadata } from "next";
import Link from "next/link";
import { forbidden, redirect } from "next/navigation";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import { accueilCarte } from "@/lib/server/carte/territoire";
import { peut } from "@/lib/server/droits";
import { exigerAgent } from "@/lib/server/session";

export const metadata: Metadata = { title: "Carte des formations" };

/** Each lands where they read the carte: their région, their établissement, or a list to choose from. */
export default async function PageCarte() {
  const agent = await exigerAgent();
  if (!peut(agent, "carte.consulter")) forbidden();
  const accueil = accueilCarte(agent);
  if (accueil.genre === "region") redirect(`/carte/regions/${accueil.region}`);
  if (accueil.genre === "etablissement") redirect(`/carte/etablissements/${accueil.uai}`);
  return (
    <>
      <FilAriane courant="Carte des formations" />
      <h1 className="fr-h2">Carte des formations</h1>
      <ul>
        {accueil.regions.map((code) => (
          <li key={code}>
            <Link href={`/carte/regions/${code}`}>{code}</Link>
          </li>
        ))}
      </ul>
    </>
  );
}
