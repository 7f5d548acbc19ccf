import type { Metadata } from "next";
import Link from "next/link";
import { Tuiles } from "@/components/administration/tuile";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import { type Colonne, Tableau } from "@/components/dsfr/tableau";
import { accorder, ecrireDate, ecrireDateCourte } from "@/lib/domain/ecriture";
import { type DroitDuCompte, lireMonCompte, type MonCompte } from "@/lib/server/comptes/lire-compte";
import { exigerAgent } from "@/lib/server/session";

export const metadata: Metadata = { title: "Mon compte" };

const ORIGINES: Record<MonCompte["origine"], string> = {
  proconnect:
    "Ces informations viennent de ProConnect, à chaque connexion. Pour les corriger, adressez-vous au service qui gère votre identité professionnelle.",
  lien: "Ces informations viennent de la personne qui vous a invité. Pour les corriger, écrivez à l’administration de Rigel.",
  persona: "Compte de démonstration : la personne et l’organisation sont inventées, rien ne se modifie ici.",
};

const COLONNES: readonly Colonne<DroitDuCompte>[] = [
  {
    cle: "droit",
    nom: "Droit",
    entete: true,
    contenu: ({ droit, dossier }) => (dossier === null ? droit : `${droit} : ${dossier}`),
  },
  { cle: "debut", nom: "Depuis le", court: true, contenu: ({ debut }) => ecrireDateCourte(debut) },
  {
    cle: "fin",
    nom: "Jusqu’au",
    court: true,
    contenu: ({ fin }) => (fin === null ? "Sans date de fin" : ecrireDateCourte(fin)),
  },
  { cle: "repond", nom: "Qui en répond", contenu: ({ repond }) => <span className="rg-capitale">{repond}</span> },
];

export default async function PageCompte() {
  const agent = await exigerAgent();
  const compte = await lireMonCompte(agent, new Date());
  return (
    <>
      <FilAriane courant="Mon compte" />
      <h1 className="fr-h2">Mon compte</h1>
      <section aria-labelledby="identite" className="rg-lecture fr-mb-6w">
        <h2 className="fr-h4" id="identite">
          Identité
        </h2>
        <dl className="rg-definitions">
          <dt>Nom</dt>
          <dd>
            {compte.prenom} {compte.nom}
          </dd>
          <dt>Adresse électronique</dt>
          <dd>{compte.email}</dd>
          <dt>Organisation</dt>
          <dd>
            {compte.organisation || "Non renseignée"}
            {compte.siret === null ? "" : `, SIRET ${compte.siret}`}
          </dd>
          <dt>Compte ouvert le</dt>
          <dd>{ecrireDate(compte.creeLe)}</dd>
        </dl>
        <p className="fr-hint-text">{ORIGINES[compte.origine]}</p>
      </section>
      <section aria-labelledby="droits" className="fr-mb-6w">
        <h2 className="fr-h4" id="droits">
          Droits
        </h2>
        <Tableau
          id="mes-droits"
          titre="Droits en cours"
          colonnes={COLONNES}
          lignes={compte.droits}
          cle={({ id }) => id}
          vide={<p>Vous n’avez pas encore de droit. Demandez un accès pour commencer.</p>}
        />
        <p className="fr-mt-2w">
          <Link className="fr-link" href="/acces">
            Demander un accès, suivre mes demandes
          </Link>
        </p>
      </section>
      <Tuiles
        tuiles={[
          {
            href: "/compte/sessions",
            titre: "Mes sessions",
            texte: "Voir où vous êtes connecté, fermer une session",
            chiffre: accorder(compte.sessions, "session ouverte", "sessions ouvertes"),
          },
          {
            href: "/compte/donnees",
            titre: "Mes données",
            texte: "Lire et télécharger ce que Rigel garde sur vous, effacer votre compte",
          },
        ]}
      />
    </>
  );
}
