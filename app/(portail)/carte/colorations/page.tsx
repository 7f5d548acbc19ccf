import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { PageColorations } from "@/components/carte-formations/colorations/page-colorations";
import { ChoixAdresse } from "@/components/carte-formations/quadrant/choix-adresse";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import "@/components/dsfr/champs.css";
import { nomRegion, REGIONS_ACADEMIQUES } from "@/lib/domain/nomenclatures";
import { choixColorations } from "@/lib/schemas/colorations";
import { listerColorations } from "@/lib/server/carte/colorations/lister-colorations";
import { regionParDefaut } from "@/lib/server/carte/quadrants/region-par-defaut";
import { peut } from "@/lib/server/droits";
import { exigerAgent } from "@/lib/server/session";
import { attester, enregistrer, refuser, reproposer, reunir, separer } from "./actions";

export const metadata: Metadata = { title: "Colorations de la carte des formations" };

export default async function PageDesColorations({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const agent = await exigerAgent();
  if (!peut(agent, "carte.consulter")) forbidden();
  const region = choixColorations.parse(await searchParams).region ?? regionParDefaut(agent);
  const vue = await listerColorations(agent, region);
  return (
    <>
      <FilAriane chemin={[{ href: "/carte", texte: "Carte des formations" }]} courant="Colorations" />
      <h1 className="fr-h2">Colorations, {nomRegion(region)}</h1>
      <p className="rg-lecture">
        Une coloration a un libellé, un secteur et une attestation. Orion les laisse en saisie libre : la même y porte
        plusieurs noms (IGÉSR, préconisation 12).
      </p>
      <div className="fr-grid-row fr-mb-4w">
        <div className="fr-col-12 fr-col-sm-6 fr-col-md-4">
          <ChoixAdresse
            id="colorations-region"
            libelle="Région académique"
            nom="region"
            valeur={region}
            options={REGIONS_ACADEMIQUES.map((r) => ({ valeur: r.code, libelle: r.nom }))}
          />
        </div>
      </div>
      <PageColorations
        key={region}
        vue={vue}
        actions={{ enregistrer, attester, reunir, separer, refuser, reproposer }}
      />
    </>
  );
}
