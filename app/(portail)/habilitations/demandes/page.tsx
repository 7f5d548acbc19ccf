import type { Metadata } from "next";
import Link from "next/link";
import { forbidden } from "next/navigation";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import { Pagination } from "@/components/dsfr/pagination";
import { Tableau } from "@/components/dsfr/tableau";
import { adresseDemandes, CHEMIN, CHEMIN_DEMANDES } from "@/components/habilitations/adresse";
import { BadgeDemande, nomEtatDemande } from "@/components/habilitations/badge-etat";
import { FiltresAcces } from "@/components/habilitations/filtres";
import { Onglets } from "@/components/habilitations/onglets";
import { accorder, ecrireDateCourte } from "@/lib/domain/ecriture";
import { ecrirePortee } from "@/lib/domain/habilitations";
import { nomRole } from "@/lib/domain/roles";
import { ETATS_DEMANDES, lireFiltresDemandes, lireFiltresHabilitations } from "@/lib/schemas/filtres-acces";
import { peut } from "@/lib/server/droits";
import { listerDemandes, PAR_PAGE } from "@/lib/server/habilitations/lister-demandes";
import { listerHabilitations } from "@/lib/server/habilitations/lister-habilitations";
import { exigerAgent } from "@/lib/server/session";
import { plusieursRegions } from "../perimetre";

export const metadata: Metadata = { title: "Demandes d’accès" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const AUTRES_ETATS = ETATS_DEMANDES.filter((e) => e !== "en_attente").map((code) => ({
  code,
  nom: `${nomEtatDemande(code)}s`,
}));

export default async function PageDemandes({ searchParams }: Props) {
  const agent = await exigerAgent();
  if (!peut(agent, "habilitation.lister")) forbidden();
  const lus = lireFiltresDemandes(await searchParams);
  const { lignes, total, enAttente, page, pages } = await listerDemandes(agent, lus);
  const { totaux } = await listerHabilitations(agent, lireFiltresHabilitations({}), new Date());
  const filtres = { ...lus, page };
  return (
    <>
      <FilAriane chemin={[{ href: CHEMIN, texte: "Habilitations" }]} courant="Demandes d’accès" />
      <h1 className="fr-h2">Demandes d’accès</h1>
      <Onglets courant="demandes" enAttente={enAttente} aRevoir={totaux.a_revoir} />
      <FiltresAcces
        chemin={CHEMIN_DEMANDES}
        valeurs={{ q: filtres.q, role: filtres.role, region: filtres.region, etat: filtres.etat }}
        etats={AUTRES_ETATS}
        tousEtats="En attente"
        avecRegion={plusieursRegions(agent)}
      />
      <p role="status" className="fr-mb-2w">
        <strong>{accorder(total, "demande")}</strong>
      </p>
      <Tableau
        id="demandes"
        titre="Demandes d’accès"
        lignes={lignes}
        cle={(d) => d.id}
        vide={<p>Aucune demande ici. Vous recevrez un courriel à la prochaine.</p>}
        colonnes={[
          {
            cle: "personne",
            nom: "Personne",
            entete: true,
            contenu: (d) => (
              <>
                <Link href={`${CHEMIN_DEMANDES}/${d.id}`}>{d.personne}</Link>
                <span className="fr-hint-text">{d.organisation}</span>
              </>
            ),
          },
          { cle: "role", nom: "Rôle demandé", contenu: (d) => nomRole(d.role) },
          { cle: "portee", nom: "Périmètre", contenu: (d) => ecrirePortee(d.role, d) },
          { cle: "etat", nom: "État", contenu: (d) => <BadgeDemande etat={d.etat} /> },
          { cle: "date", nom: "Demandé le", court: true, contenu: (d) => ecrireDateCourte(d.creeLe) },
        ]}
      />
      {lignes.length > 0 ? (
        <Pagination
          page={page}
          pages={pages}
          total={total}
          parPage={PAR_PAGE}
          adresse={(p) => adresseDemandes(filtres, { page: p })}
        />
      ) : null}
    </>
  );
}
