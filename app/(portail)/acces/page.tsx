import type { Metadata } from "next";
import { DemandeAcces } from "@/components/acces/demande-acces";
import { MesDemandes } from "@/components/acces/mes-demandes";
import { MesDroits } from "@/components/acces/mes-droits";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import { base } from "@/lib/server/base";
import { lireMesAcces } from "@/lib/server/habilitations/lire-mes-acces";
import { departements } from "@/lib/server/reference";
import { campusAJour } from "@/lib/server/referentiels/tenir-a-jour";
import { exigerAgent } from "@/lib/server/session";
import { demander, retirer } from "./actions";
import "@/components/dsfr/champs.css";

export const metadata: Metadata = { title: "Mes accès" };

export default async function PageAcces() {
  const agent = await exigerAgent();
  const { droits, demandes, siret } = await lireMesAcces(agent, new Date());
  const campus = await campusAJour(await base());
  const sansDroit = agent.habilitations.length === 0;
  const region = agent.habilitations.find((h) => h.regionAcademique !== null)?.regionAcademique ?? "";
  return (
    <>
      <FilAriane courant="Mes accès" />
      <h1 className="fr-h2">Mes accès</h1>
      {sansDroit ? (
        <div className="fr-callout rg-lecture">
          <p className="fr-callout__text">
            {agent.nom}, votre compte est ouvert, mais il ne donne {droits.length === 0 ? "encore" : "plus"} accès à
            rien. Dites ce que vous venez faire : une personne responsable lira votre demande et vous répondra.
          </p>
        </div>
      ) : (
        <p className="rg-lecture">
          Ce que vous pouvez faire dans Rigel, et jusqu’à quand. Un droit peut être retiré à tout moment par la personne
          qui en répond.
        </p>
      )}
      {droits.length > 0 ? (
        // The table is a region of its own, under the same name.
        <div className="fr-mb-6w">
          <h2 className="fr-h4">Vos droits</h2>
          <MesDroits droits={droits} />
        </div>
      ) : null}
      {demandes.length > 0 ? (
        <section aria-labelledby="titre-demandes" className="fr-mb-6w">
          <h2 className="fr-h4" id="titre-demandes">
            Vos demandes
          </h2>
          <MesDemandes demandes={demandes} retirer={retirer} />
        </section>
      ) : null}
      <section aria-labelledby="titre-demander">
        <h2 className="fr-h4" id="titre-demander">
          Demander un accès
        </h2>
        <DemandeAcces
          siret={siret ?? ""}
          region={region}
          campus={campus.map((c) => c.nom)}
          departements={departements().map(({ code, nom, region: r }) => ({ code, nom, region: r }))}
          demander={demander}
        />
      </section>
    </>
  );
}
