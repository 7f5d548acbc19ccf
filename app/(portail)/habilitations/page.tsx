import type { Metadata } from "next";
import Link from "next/link";
import { forbidden } from "next/navigation";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import { Pagination } from "@/components/dsfr/pagination";
import { adresseHabilitations, CHEMIN, CHEMIN_CSV, filtree } from "@/components/habilitations/adresse";
import { FiltresAcces } from "@/components/habilitations/filtres";
import styles from "@/components/habilitations/habilitations.module.css";
import { Onglets } from "@/components/habilitations/onglets";
import { TableauHabilitations } from "@/components/habilitations/tableau-habilitations";
import { accorder, ecrireNombre } from "@/lib/domain/ecriture";
import { lireFiltresDemandes, lireFiltresHabilitations } from "@/lib/schemas/filtres-acces";
import { peut } from "@/lib/server/droits";
import { listerDemandes } from "@/lib/server/habilitations/lister-demandes";
import { listerHabilitations, PAR_PAGE } from "@/lib/server/habilitations/lister-habilitations";
import { exigerAgent } from "@/lib/server/session";
import { plusieursRegions } from "./perimetre";

export const metadata: Metadata = { title: "Habilitations" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const ETATS = [
  { code: "en_cours", nom: "En cours" },
  { code: "bientot", nom: "Bientôt terminés" },
  { code: "a_revoir", nom: "À revoir" },
  { code: "terminee", nom: "Terminés ou retirés" },
] as const;

export default async function PageHabilitations({ searchParams }: Props) {
  const agent = await exigerAgent();
  if (!peut(agent, "habilitation.lister")) forbidden();
  const demandes = lireFiltresHabilitations(await searchParams);
  const { lignes, total, totaux, page, pages } = await listerHabilitations(agent, demandes, new Date());
  const { enAttente } = await listerDemandes(agent, lireFiltresDemandes({}));
  const filtres = { ...demandes, page };
  const avecRegion = plusieursRegions(agent);
  const tout = totaux.en_cours + totaux.terminee;
  return (
    <>
      <FilAriane courant="Habilitations" />
      <div className={styles.entete}>
        <div>
          <h1 className="fr-h2">Habilitations</h1>
          <p className="rg-lecture">
            Les droits dont vous répondez : {ecrireNombre(totaux.en_cours)} en cours, dont{" "}
            {ecrireNombre(totaux.bientot)} bientôt au terme et {ecrireNombre(totaux.a_revoir)} à revoir ;{" "}
            {accorder(totaux.terminee, "terminé")}. Vos propres droits n’y sont pas : une autre personne en répond.
          </p>
        </div>
        {tout > 0 ? (
          // A plain link: the browser downloads the file, the router would try to show it.
          <a
            className="fr-btn fr-btn--secondary fr-btn--icon-left fr-icon-download-line"
            href={adresseHabilitations(filtres, {}, CHEMIN_CSV)}
            download
          >
            Exporter (CSV)
          </a>
        ) : null}
      </div>
      <Onglets courant="droits" enAttente={enAttente} aRevoir={totaux.a_revoir} />
      {tout === 0 ? (
        <p>
          Personne n’a encore de droit dont vous répondez.{" "}
          <Link href="/habilitations/demandes">Voir les demandes en attente</Link>
        </p>
      ) : (
        <>
          <FiltresAcces
            chemin={CHEMIN}
            valeurs={{ q: filtres.q, role: filtres.role, region: filtres.region, etat: filtres.etat }}
            etats={ETATS}
            tousEtats="Tous"
            avecRegion={avecRegion}
            caches={
              filtres.tri === "personne" && filtres.sens === "asc" ? {} : { tri: filtres.tri, sens: filtres.sens }
            }
          />
          <p role="status" className="fr-mb-2w">
            <strong>
              {accorder(total, "droit")} sur {ecrireNombre(tout)}
            </strong>
          </p>
          <TableauHabilitations
            lignes={lignes}
            filtres={filtres}
            avecRegion={avecRegion}
            titre={filtree(filtres) ? "Droits accordés, liste filtrée" : "Droits accordés"}
          />
          {lignes.length > 0 ? (
            <Pagination
              page={page}
              pages={pages}
              total={total}
              parPage={PAR_PAGE}
              adresse={(p) => adresseHabilitations(filtres, { page: p })}
            />
          ) : null}
        </>
      )}
    </>
  );
}
