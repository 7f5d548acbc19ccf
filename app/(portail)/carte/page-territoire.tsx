import { notFound } from "next/navigation";
import { SaisirEffectif } from "@/components/carte-formations/constat/effectif";
import { Quadrant } from "@/components/carte-formations/quadrant/quadrant";
import { adresseExport, type Choix } from "@/components/carte-formations/region/adresses";
import { deAcademie } from "@/components/carte-formations/region/ecrire";
import { Entete } from "@/components/carte-formations/region/entete";
import { FiltresTerritoire } from "@/components/carte-formations/region/filtres";
import { PagesCarte } from "@/components/carte-formations/region/pages-carte";
import styles from "@/components/carte-formations/region/region.module.css";
import { CarteVide, RentreeVide } from "@/components/carte-formations/region/vide";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import { choixQuadrants } from "@/lib/schemas/carte-quadrants";
import type { LigneMethode } from "@/lib/schemas/carte-taux";
import { lireEffectifSaisi } from "@/lib/server/carte/effectifs/saisir-effectif";
import { lireQuadrants } from "@/lib/server/carte/quadrants/lire-quadrants";
import { tauxDuTerritoire } from "@/lib/server/carte/taux/taux-du-territoire";
import { accueilCarte, chargerTerritoire } from "@/lib/server/carte/territoire";
import type { Agent } from "@/lib/server/droits";
import { ChiffresTerritoire } from "./chiffres-territoire";
import { choixTerritoire, type Parametres, rentreeNonLue } from "./choix-territoire";
import { saisirEffectif } from "./constat/actions";

type Props = { agent: Agent; territoire: { region: string } | { academie: string }; parametres: Parametres };

/** Places transformed by the method and the base that count the most. */
const plusGrandNombre = (methodes: readonly LigneMethode[]): number =>
  Math.max(
    0,
    ...methodes.flatMap((m) =>
      Object.values(m.cellules).map((c) => (c.etat === "chiffre" ? c.transformees.places : 0)),
    ),
  );

/** Screen 15: the carte of a région académique or of one of its académies. */
export async function PageTerritoire({ agent, territoire, parametres }: Props) {
  const { rentree: rentreeDemandee, voie, effectif: ecart } = choixTerritoire.parse(parametres);
  const contexte = await chargerTerritoire(agent, territoire, rentreeDemandee);
  if (contexte === null) notFound();
  const { region, academie, rentree } = contexte;
  const choix: Choix = { region, academie: academie?.code ?? null, rentree, voie, denominateur: rentree + ecart };
  const [taux, quadrants] = await Promise.all([
    tauxDuTerritoire(
      agent,
      { regionAcademique: region, academie: choix.academie },
      { rentree, denominateur: choix.denominateur, ...(voie && { voie }) },
    ),
    lireQuadrants(agent, { ...choixQuadrants.parse(parametres), region }),
  ]);
  if (taux === null) notFound();
  const inconnue = rentreeNonLue(parametres);
  const liste = accueilCarte(agent).genre === "choix";
  const regionActuelle = { href: `/carte/regions/${region}`, texte: contexte.nomRegion };
  return (
    <>
      <FilAriane
        chemin={[
          ...(liste ? [{ href: "/carte", texte: "Carte des formations" }] : []),
          ...(academie ? [regionActuelle] : []),
        ]}
        courant={academie?.nom ?? (liste ? contexte.nomRegion : "Carte des formations")}
      />
      <div className={styles.page}>
        <div>
          <Entete
            titre={`Carte des formations, ${academie ? `académie ${deAcademie(academie.nom)}` : contexte.nomRegion}`}
            effectif={taux.effectif}
            denominateur={taux.denominateur}
            couverture={taux.couverture}
            orionLe={contexte.orionLe}
            constatLe={contexte.constatLe}
            saisirEffectif={
              contexte.droits.saisirEffectif && taux.effectif?.depuis !== "constat" ? (
                <SaisirEffectif
                  regionAcademique={region}
                  academie={choix.academie}
                  rentree={taux.denominateur}
                  transformees={plusGrandNombre(taux.methodes)}
                  saisi={await lireEffectifSaisi(agent, taux.territoire, taux.denominateur)}
                  enregistrer={saisirEffectif}
                />
              ) : null
            }
            gestes={
              contexte.demandes === 0 ? null : (
                // A plain link: the browser downloads the file, the router would try to show it.
                <a
                  href={adresseExport(choix)}
                  className="fr-btn fr-btn--tertiary fr-btn--sm fr-btn--icon-left fr-icon-download-line"
                  download
                >
                  Exporter (CSV)
                </a>
              )
            }
          />
          <PagesCarte choix={choix} importer={contexte.droits.importer} />
          <FiltresTerritoire choix={choix} rentrees={contexte.rentrees} academies={contexte.academies} />
          {inconnue === null ? null : (
            <p className="fr-message fr-message--info fr-mt-2w">
              {`La carte n’a pas de rentrée « ${inconnue} » : voici celle de ${rentree}.`}
            </p>
          )}
        </div>
        {contexte.demandes === 0 ? (
          <CarteVide importer={contexte.droits.importer} />
        ) : taux.demandes.previsionnel === 0 ? (
          <RentreeVide region={region} academie={choix.academie} rentree={rentree} />
        ) : (
          <ChiffresTerritoire agent={agent} taux={taux} droits={contexte.droits} />
        )}
        <Quadrant vue={quadrants} />
      </div>
    </>
  );
}
