import type { Metadata } from "next";
import Link from "next/link";
import { forbidden } from "next/navigation";
import { FiltresListe } from "@/components/administration/filtres";
import styles from "@/components/administration/filtres.module.css";
import { BadgeCompte } from "@/components/administration/utilisateurs/badge-compte";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import { Pagination } from "@/components/dsfr/pagination";
import { type Colonne, Tableau } from "@/components/dsfr/tableau";
import { accorder, ecrireDateCourte } from "@/lib/domain/ecriture";
import { CODES_ROLE } from "@/lib/domain/habilitations";
import { nomRole } from "@/lib/domain/roles";
import {
  adresseUtilisateurs,
  ETATS_COMPTE,
  type FiltresUtilisateurs,
  lireFiltresUtilisateurs,
  sensNaturelUtilisateurs,
  type TriCompte,
} from "@/lib/schemas/filtres-utilisateurs";
import { peut } from "@/lib/server/droits";
import { exigerAgent } from "@/lib/server/session";
import { type LigneUtilisateur, listerUtilisateurs, PAR_PAGE } from "@/lib/server/utilisateurs/lister-utilisateurs";

export const metadata: Metadata = { title: "Utilisateurs" };

const CHEMIN = "/administration/utilisateurs";
type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

function colonnes(valeurs: FiltresUtilisateurs): Colonne<LigneUtilisateur>[] {
  const tri = (cle: TriCompte) => {
    const actuel = valeurs.tri === cle ? valeurs.sens : null;
    const suivant = actuel === null ? sensNaturelUtilisateurs(cle) : actuel === "asc" ? "desc" : "asc";
    return { href: adresseUtilisateurs(CHEMIN, valeurs, { tri: cle, sens: suivant }), actuel, suivant } as const;
  };
  return [
    {
      cle: "nom",
      nom: "Nom",
      entete: true,
      tri: tri("nom"),
      contenu: (l) => (
        <>
          <Link href={`${CHEMIN}/${l.id}`} className="fr-link fr-link--sm">
            {l.nom} {l.prenom}
          </Link>
          <span className="fr-hint-text">{l.email}</span>
        </>
      ),
    },
    { cle: "organisation", nom: "Organisation", tri: tri("organisation"), contenu: (l) => l.organisation || "—" },
    {
      cle: "droits",
      nom: "Droits",
      contenu: (l) =>
        l.droits.length === 0 ? (
          "Aucun"
        ) : (
          <ul className="fr-raw-list">
            {l.droits.map((droit) => (
              <li key={droit}>{droit}</li>
            ))}
          </ul>
        ),
    },
    { cle: "etat", nom: "État", contenu: (l) => <BadgeCompte etat={l.etat} /> },
    {
      cle: "contact",
      nom: "Dernier contact",
      tri: tri("contact"),
      court: true,
      contenu: (l) => (l.contactLe === null ? "Jamais" : ecrireDateCourte(l.contactLe)),
    },
    {
      cle: "creation",
      nom: "Créé le",
      tri: tri("creation"),
      court: true,
      contenu: (l) => ecrireDateCourte(l.creeLe),
    },
  ];
}

export default async function PageUtilisateurs({ searchParams }: Props) {
  const agent = await exigerAgent();
  if (!peut(agent, "utilisateur.lire")) forbidden();
  const demandes = lireFiltresUtilisateurs(await searchParams);
  const { lignes, total, page, pages } = await listerUtilisateurs(agent, demandes, new Date());
  const filtres = { ...demandes, page };
  const { q, role, etat, tri, sens } = filtres;
  const filtree = q !== "" || role !== "" || etat !== "";
  return (
    <>
      <FilAriane chemin={[{ href: "/administration", texte: "Administration" }]} courant="Utilisateurs" />
      <div className={styles.entete}>
        <h1 className="fr-h2">Utilisateurs</h1>
        <a
          className="fr-btn fr-btn--secondary fr-btn--icon-left fr-icon-download-line"
          href={adresseUtilisateurs("/api/v1/utilisateurs.csv", { ...filtres, page: 1 })}
          download
        >
          Exporter (CSV)
        </a>
      </div>
      <FiltresListe
        chemin={CHEMIN}
        recherche={{ libelle: "Chercher une personne, une organisation", valeur: q, exemple: "Nom, adresse" }}
        choix={[
          {
            nom: "role",
            libelle: "Droit",
            tous: "Tous",
            valeur: role,
            options: [
              { code: "aucun", nom: "Sans droit" },
              ...CODES_ROLE.map((code) => ({ code, nom: nomRole(code) })),
            ],
          },
          {
            nom: "etat",
            libelle: "État",
            tous: "Ouverts et désactivés",
            valeur: etat,
            options: Object.entries(ETATS_COMPTE).map(([code, nom]) => ({ code, nom })),
          },
        ]}
        caches={{ tri, sens }}
        filtree={filtree}
      />
      <p role="status">
        <strong>{accorder(total, "compte")}</strong>
      </p>
      <Tableau
        id="utilisateurs"
        titre={filtree ? "Comptes, liste filtrée" : "Comptes"}
        colonnes={colonnes(filtres)}
        lignes={lignes}
        cle={(l) => l.id}
        vide={<p>Aucun compte ne correspond. Retirez un filtre.</p>}
      />
      {total > 0 ? (
        <Pagination
          page={page}
          pages={pages}
          total={total}
          parPage={PAR_PAGE}
          adresse={(p) => adresseUtilisateurs(CHEMIN, filtres, { page: p })}
        />
      ) : null}
    </>
  );
}
