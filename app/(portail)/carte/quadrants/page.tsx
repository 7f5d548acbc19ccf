import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { ChoixAdresse } from "@/components/carte-formations/quadrant/choix-adresse";
import { Quadrant } from "@/components/carte-formations/quadrant/quadrant";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import "@/components/dsfr/champs.css";
import { nomRegion, REGIONS_ACADEMIQUES } from "@/lib/domain/nomenclatures";
import { choixQuadrants, DOMAINES } from "@/lib/schemas/carte-quadrants";
import { lireQuadrants } from "@/lib/server/carte/quadrants/lire-quadrants";
import { regionParDefaut } from "@/lib/server/carte/quadrants/region-par-defaut";
import { peut } from "@/lib/server/droits";
import { exigerAgent } from "@/lib/server/session";

export const metadata: Metadata = { title: "Quadrants de la carte des formations" };

const TOUTES = { valeur: "", libelle: "Toutes les spécialités" };

export default async function PageQuadrants({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const agent = await exigerAgent();
  if (!peut(agent, "carte.consulter")) forbidden();
  const choix = choixQuadrants.parse(await searchParams);
  const region = choix.region ?? regionParDefaut(agent);
  const vue = await lireQuadrants(agent, { ...choix, region });
  return (
    <>
      <FilAriane chemin={[{ href: "/carte", texte: "Carte des formations" }]} courant="Quadrants" />
      <h1 className="fr-h2">Quadrants, {nomRegion(region)}</h1>
      <p className="rg-lecture">
        Où se place chaque formation selon l’emploi à 6 mois et la poursuite d’études, contre la moyenne de la région
        académique et contre celle de la France.
      </p>
      <div className="fr-grid-row fr-grid-row--gutters fr-mb-2w">
        <div className="fr-col-12 fr-col-sm-6 fr-col-md-4">
          <ChoixAdresse
            id="quadrants-region"
            libelle="Région académique"
            nom="region"
            valeur={region}
            options={REGIONS_ACADEMIQUES.map((r) => ({ valeur: r.code, libelle: r.nom }))}
          />
        </div>
        {vue === null ? null : (
          <>
            <div className="fr-col-12 fr-col-sm-6 fr-col-md-4">
              <ChoixAdresse
                id="quadrants-millesime"
                libelle="Millésime"
                nom="millesime"
                valeur={vue.millesime}
                options={vue.millesimes.map((m) => ({ valeur: m, libelle: m }))}
              />
            </div>
            <div className="fr-col-12 fr-col-sm-6 fr-col-md-4">
              <ChoixAdresse
                id="quadrants-domaine"
                libelle="Spécialités"
                nom="domaine"
                valeur={vue.domaine ?? ""}
                options={[TOUTES, ...Object.entries(DOMAINES).map(([valeur, libelle]) => ({ valeur, libelle }))]}
              />
            </div>
          </>
        )}
      </div>
      <Quadrant vue={vue} pageEntiere />
    </>
  );
}
