import type { Metadata } from "next";
import Link from "next/link";
import { forbidden } from "next/navigation";
import { adresse, filtree } from "@/components/carte-formations/demandes/adresse";
import styles from "@/components/carte-formations/demandes/demandes.module.css";
import { EtiquettesDemandes, FormulaireDemandes } from "@/components/carte-formations/demandes/filtres";
import { direFigure } from "@/components/carte-formations/demandes/noms";
import { TableauDemandes } from "@/components/carte-formations/demandes/tableau-demandes";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import { Pagination } from "@/components/dsfr/pagination";
import { accorder, ecrireNombre } from "@/lib/domain/ecriture";
import {
  CHEMIN_DEMANDES,
  CHEMIN_DEMANDES_CSV,
  CHEMIN_DEMANDES_XLSX,
  lireFiltresCarte,
} from "@/lib/schemas/carte-filtres";
import { DEMANDES_PAR_PAGE, listerDemandes } from "@/lib/server/carte/lister-demandes";
import { reperesDemandes } from "@/lib/server/carte/reperes-demandes";
import { etendueCarte, peut } from "@/lib/server/droits";
import { exigerAgent } from "@/lib/server/session";

export const metadata: Metadata = { title: "Demandes de la carte" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function PageDemandes({ searchParams }: Props) {
  const agent = await exigerAgent();
  if (!peut(agent, "carte.consulter")) forbidden();
  const demandes = lireFiltresCarte(await searchParams);
  const reperes = await reperesDemandes(agent, demandes);
  const { lignes, totaux, page, pages } = await listerDemandes(agent, demandes);
  // Beyond the last page, the last one is shown: the links must say so.
  const filtres = { ...demandes, page };
  const figure = direFigure(filtres, totaux.places ?? 0, totaux.demandes);
  const importe = etendueCarte(agent, "carte.importer").regions.length > 0;
  return (
    <>
      <FilAriane chemin={[{ href: "/carte", texte: "Carte des formations" }]} courant="Demandes" />
      <div className={styles.entete}>
        <div>
          <h1 className="fr-h2">Demandes de la carte</h1>
          <p className={styles.intro}>
            Chaque demande change les places d’une formation, dans un établissement, à une rentrée.
          </p>
        </div>
        {totaux.demandes > 0 ? (
          <div className={styles.gestes}>
            {/* Plain links: the browser downloads the file, the router would try to show it. */}
            <a
              className="fr-btn fr-btn--secondary fr-btn--icon-left fr-icon-download-line"
              href={adresse(filtres, {}, CHEMIN_DEMANDES_CSV)}
              download
            >
              Exporter (CSV)
            </a>
            <a
              className="fr-btn fr-btn--secondary fr-btn--icon-left fr-icon-download-line"
              href={adresse(filtres, {}, CHEMIN_DEMANDES_XLSX)}
              download
            >
              Exporter (XLSX)
            </a>
          </div>
        ) : null}
      </div>
      {reperes.total === 0 ? (
        <div className={styles.vide}>
          <h2 className="fr-h6">Aucune demande pour l’instant</h2>
          <p>
            {importe
              ? "Importez un export d’Orion : ses demandes apparaîtront ici, avec les taux de la région."
              : "Les demandes apparaîtront ici quand la région académique aura importé son export d’Orion."}
          </p>
          {importe ? (
            <Link href="/carte/imports" className="fr-btn fr-btn--icon-left fr-icon-upload-line">
              Importer un export d’Orion
            </Link>
          ) : null}
        </div>
      ) : (
        <>
          {figure === null ? null : (
            <div className={`fr-callout ${styles.figure}`}>
              <p className="fr-callout__text">
                <strong>{figure.places}</strong> {figure.suite}
              </p>
            </div>
          )}
          <FormulaireDemandes valeurs={filtres} reperes={reperes} />
          <div className={styles.resume}>
            <p role="status">
              <strong>
                {accorder(totaux.demandes, "demande")} sur {ecrireNombre(reperes.total)}
              </strong>
            </p>
            <EtiquettesDemandes valeurs={filtres} noms={reperes} />
            {totaux.demandes > 0 ? (
              <p className={styles.total}>
                Places, les deux voies : <strong>{ecrireNombre(totaux.actuelles)}</strong> avant,{" "}
                {totaux.constatees === null ? (
                  <>
                    <strong>{ecrireNombre(totaux.futures)}</strong> après
                  </>
                ) : (
                  <>
                    <strong>{ecrireNombre(totaux.constatees)}</strong> constatées à la rentrée, pour{" "}
                    {ecrireNombre(totaux.futures)} prévues
                  </>
                )}
              </p>
            ) : null}
          </div>
          {lignes.length === 0 ? (
            <div className={styles.vide}>
              <h2 className="fr-h6">Aucune demande ne correspond. Retirez un filtre.</h2>
              <p className="fr-mb-0">
                <Link href={CHEMIN_DEMANDES} className="fr-link">
                  Tout effacer
                </Link>
              </p>
            </div>
          ) : (
            <>
              <TableauDemandes
                valeurs={filtres}
                lignes={lignes}
                avecRegion={reperes.regions.length > 1}
                titre={filtree(filtres) ? "Demandes de la carte, liste filtrée" : "Demandes de la carte"}
              />
              <Pagination
                page={page}
                pages={pages}
                total={totaux.demandes}
                parPage={DEMANDES_PAR_PAGE}
                adresse={(p) => adresse(filtres, { page: p })}
              />
            </>
          )}
        </>
      )}
    </>
  );
}
