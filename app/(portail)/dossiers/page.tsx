import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { adresse, CHEMIN_CSV, CHEMIN_LISTE, filtree } from "@/components/dossiers-liste/adresse";
import { EtiquettesFiltres, FormulaireFiltres } from "@/components/dossiers-liste/filtres";
import styles from "@/components/dossiers-liste/liste.module.css";
import { TableauDossiers } from "@/components/dossiers-liste/tableau";
import { titreListe } from "@/components/dossiers-liste/titre";
import { AucunDossier, AucunResultat } from "@/components/dossiers-liste/vide";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import { Pagination } from "@/components/dsfr/pagination";
import { accorder, ecrireEuros, ecrireNombre } from "@/lib/domain/ecriture";
import { lireFiltres } from "@/lib/schemas/filtres";
import { pageAccueil } from "@/lib/server/accueil";
import { compterDossiers } from "@/lib/server/dossiers/compter-dossiers";
import { listerDossiers, PAR_PAGE } from "@/lib/server/dossiers/lister-dossiers";
import { compterRouverts } from "@/lib/server/dossiers/versions-seules";
import { peut } from "@/lib/server/droits";
import { exigerAgent } from "@/lib/server/session";

export const metadata: Metadata = { title: "Dossiers" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function PageDossiers({ searchParams }: Props) {
  const agent = await exigerAgent();
  // The address everyone knows: who has no dossier to list is led to what they have.
  if (!peut(agent, "dossier.lister")) redirect(pageAccueil(agent));
  const demandes = lireFiltres(await searchParams);
  const perimetre = await compterDossiers(agent);
  const rouverts = await compterRouverts(agent);
  const { lignes, total, subvention, page, pages } = await listerDossiers(agent, demandes);
  // Beyond the last page, the last one is shown: the links must say so.
  const filtres = { ...demandes, page };
  const creation = peut(agent, "dossier.creer");
  const { titre, intro } = titreListe(agent.habilitations);
  const avecRegion = perimetre.regions > 1;
  return (
    <>
      <FilAriane courant="Dossiers" />
      <div className={styles.entete}>
        <div>
          <h1 className="fr-h2">{titre}</h1>
          <p className={styles.intro}>{intro}</p>
          {rouverts > 0 ? (
            <p>
              <Link className="fr-link fr-link--icon-left fr-icon-archive-line" href="/versions">
                Dossiers rouverts par leur équipe ({ecrireNombre(rouverts)})
              </Link>
            </p>
          ) : null}
        </div>
        <div className={styles.gestes}>
          {perimetre.total > 0 ? (
            // A plain link: the browser downloads the file, the router would try to show it.
            <a
              className="fr-btn fr-btn--secondary fr-btn--icon-left fr-icon-download-line"
              href={adresse(CHEMIN_CSV, filtres)}
              download
            >
              Exporter (CSV)
            </a>
          ) : null}
          {creation ? (
            <Link href="/dossiers/nouveau" className="fr-btn fr-btn--icon-left fr-icon-add-line">
              Créer un dossier
            </Link>
          ) : null}
        </div>
      </div>
      {perimetre.total === 0 ? (
        <AucunDossier creation={creation} />
      ) : (
        <>
          <FormulaireFiltres chemin={CHEMIN_LISTE} valeurs={filtres} avecRegion={avecRegion} />
          <div className={styles.resume}>
            <p role="status">
              <strong>
                {accorder(total, "dossier")} sur {ecrireNombre(perimetre.total)}
              </strong>
            </p>
            <EtiquettesFiltres chemin={CHEMIN_LISTE} valeurs={filtres} />
            {total > 0 ? (
              <p className={styles.total}>
                Subvention demandée par {total === 1 ? "ce dossier" : `les ${accorder(total, "dossier")}`}{" "}
                <strong>{ecrireEuros(subvention)}</strong>
              </p>
            ) : null}
          </div>
          {lignes.length === 0 ? (
            <AucunResultat chemin={CHEMIN_LISTE} valeurs={filtres} />
          ) : (
            <>
              <TableauDossiers
                chemin={CHEMIN_LISTE}
                valeurs={filtres}
                lignes={lignes}
                avecRegion={avecRegion}
                titre={filtree(filtres) ? `${titre}, liste filtrée` : titre}
              />
              <Pagination
                page={page}
                pages={pages}
                total={total}
                parPage={PAR_PAGE}
                adresse={(p) => adresse(CHEMIN_LISTE, filtres, { page: p })}
              />
            </>
          )}
        </>
      )}
    </>
  );
}
