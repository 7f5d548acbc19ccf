import type { Metadata } from "next";
import Link from "next/link";
import { forbidden, notFound } from "next/navigation";
import styles from "@/components/carte-formations/demandes/demandes.module.css";
import { DemandesRecentes } from "@/components/carte-formations/demandes/demandes-recentes";
import { EffectifsObserves } from "@/components/carte-formations/demandes/fiche/effectifs-observes";
import { SectionFiche } from "@/components/carte-formations/demandes/section-fiche";
import { SyntheseRentrees } from "@/components/carte-formations/demandes/synthese";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import { ecrireDate } from "@/lib/domain/ecriture";
import { nomRegion } from "@/lib/domain/nomenclatures";
import { lireFiltresCarte } from "@/lib/schemas/carte-filtres";
import { adresseConstat } from "@/lib/schemas/constat";
import { lireEtablissementCarte } from "@/lib/server/carte/etablissement";
import { listerDemandes } from "@/lib/server/carte/lister-demandes";
import { peut } from "@/lib/server/droits";
import { exigerAgent } from "@/lib/server/session";

export const metadata: Metadata = { title: "Établissement de la carte" };

type Props = { params: Promise<{ uai: string }> };

export default async function PageEtablissement({ params }: Props) {
  const agent = await exigerAgent();
  if (!peut(agent, "carte.consulter")) forbidden();
  const filtres = lireFiltresCarte({ uai: (await params).uai });
  const e = filtres.uai === "" ? null : await lireEtablissementCarte(agent, filtres.uai);
  if (e === null) notFound();
  const { lignes, totaux } = await listerDemandes(agent, filtres);
  const region = e.regionAcademique;
  const regionLisible = region !== null && peut(agent, "carte.lire", { regionAcademique: region, uai: null });
  return (
    <>
      <FilAriane
        chemin={[
          { href: "/carte", texte: "Carte des formations" },
          ...(regionLisible ? [{ href: `/carte/regions/${region}`, texte: nomRegion(region) }] : []),
        ]}
        courant={e.nom ?? e.uai}
      />
      <div className={styles.entete}>
        <div>
          <h1 className="fr-h2">{e.nom ?? `Établissement ${e.uai}`}</h1>
          <p className={styles.intro}>
            {[e.commune, e.uai, region === null ? null : nomRegion(region)].filter((t) => t !== null).join(", ")}
          </p>
          {e.fermeLe === null ? null : (
            <p className="fr-badge fr-badge--warning fr-mt-1w">Fermé depuis le {ecrireDate(e.fermeLe)}</p>
          )}
        </div>
        {e.saisirConstat ? (
          <Link href={adresseConstat({ uai: e.uai })} className="fr-btn fr-btn--icon-left fr-icon-edit-line">
            Saisir le constat
          </Link>
        ) : null}
      </div>
      <SectionFiche id="transformations" titre="Ce qui se transforme">
        <SyntheseRentrees rentrees={e.rentrees} filtres={{ uai: e.uai }} />
      </SectionFiche>
      <EffectifsObserves
        effectifs={e.effectifs}
        vide="Effectif inconnu : aucun constat de rentrée n’est importé pour cet établissement."
      />
      <SectionFiche id="demandes" titre="Demandes">
        <DemandesRecentes lignes={lignes} total={totaux.demandes} filtres={filtres} avecRegion={false} />
      </SectionFiche>
    </>
  );
}
