import type { Metadata } from "next";
import Link from "next/link";
import { forbidden } from "next/navigation";
import { BadgeCourriel, nomGenre } from "@/components/administration/courriels/etat-courriel";
import { FiltresListe } from "@/components/administration/filtres";
import { dateHeureAParis } from "@/components/compte/date-heure";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import { Pagination } from "@/components/dsfr/pagination";
import { type Colonne, Tableau } from "@/components/dsfr/tableau";
import { accorder } from "@/lib/domain/ecriture";
import { adresseCourriels, ETATS_COURRIEL, lireFiltresCourriels } from "@/lib/schemas/filtres-utilisateurs";
import { type LigneCourriel, listerCourriels, PAR_PAGE } from "@/lib/server/courriels/gerer-courriels";
import { peut } from "@/lib/server/droits";
import { exigerAgent } from "@/lib/server/session";

export const metadata: Metadata = { title: "Courriels" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const COLONNES: readonly Colonne<LigneCourriel>[] = [
  {
    cle: "objet",
    nom: "Objet",
    entete: true,
    contenu: (l) => (
      <>
        <Link className="fr-link fr-link--sm" href={`/administration/courriels/${l.id}`} prefetch={false}>
          {l.objet}
        </Link>
        <span className="fr-hint-text">{nomGenre(l.genre)}</span>
      </>
    ),
  },
  { cle: "destinataire", nom: "Destinataire", contenu: (l) => l.destinataire },
  {
    cle: "etat",
    nom: "État",
    contenu: (l) => (
      <>
        <BadgeCourriel etat={l.etat} />
        {l.essais > 0 && l.etat !== "envoye" ? (
          <span className="fr-hint-text">{accorder(l.essais, "essai")}</span>
        ) : null}
      </>
    ),
  },
  { cle: "ecrit", nom: "Écrit le", court: true, contenu: (l) => dateHeureAParis(l.creeLe) },
];

export default async function PageCourriels({ searchParams }: Props) {
  const agent = await exigerAgent();
  if (!peut(agent, "courriel.lire")) forbidden();
  const demandes = lireFiltresCourriels(await searchParams);
  const { lignes, total, page, pages, expediteur } = await listerCourriels(agent, demandes);
  const filtres = { ...demandes, page };
  const filtree = filtres.q !== "" || filtres.etat !== "";
  return (
    <>
      <FilAriane chemin={[{ href: "/administration", texte: "Administration" }]} courant="Courriels" />
      <h1 className="fr-h2">Courriels</h1>
      {expediteur ? null : (
        <div className="fr-alert fr-alert--info fr-mb-3w">
          <p>
            Aucun serveur de courrier n’est réglé : rien ne part. Ouvrez un courriel pour en transmettre le texte par un
            autre moyen. Chaque lecture est inscrite au journal.
          </p>
        </div>
      )}
      <FiltresListe
        chemin="/administration/courriels"
        recherche={{ libelle: "Chercher un courriel", valeur: filtres.q, exemple: "Destinataire, objet" }}
        choix={[
          {
            nom: "etat",
            libelle: "État",
            tous: "Tous",
            valeur: filtres.etat,
            options: Object.entries(ETATS_COURRIEL).map(([code, nom]) => ({ code, nom })),
          },
        ]}
        filtree={filtree}
      />
      <p role="status">
        <strong>{accorder(total, "courriel")}</strong>
      </p>
      <Tableau
        id="courriels"
        titre={filtree ? "Courriels, liste filtrée" : "Courriels"}
        colonnes={COLONNES}
        lignes={lignes}
        cle={(l) => l.id}
        vide={<p>{filtree ? "Aucun courriel ne correspond. Retirez un filtre." : "Aucun courriel pour l’instant."}</p>}
      />
      {total > 0 ? (
        <Pagination
          page={page}
          pages={pages}
          total={total}
          parPage={PAR_PAGE}
          adresse={(p) => adresseCourriels(filtres, { page: p })}
        />
      ) : null}
    </>
  );
}
