import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { BadgeCompte } from "@/components/administration/utilisateurs/badge-compte";
import { GestesCompte } from "@/components/administration/utilisateurs/gestes-compte";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import { type Colonne, Tableau } from "@/components/dsfr/tableau";
import { accorder, ecrireDate, ecrireDateCourte } from "@/lib/domain/ecriture";
import { peut } from "@/lib/server/droits";
import { exigerAgent } from "@/lib/server/session";
import { type FicheUtilisateur, lireUtilisateur } from "@/lib/server/utilisateurs/lire-utilisateur";
import { delier, desactiver, effacer, fermerSessions, reactiver } from "./actions";
import "@/components/dsfr/champs.css";

export const metadata: Metadata = { title: "Utilisateur" };

type Props = { params: Promise<{ id: string }> };

const COLONNES: readonly Colonne<FicheUtilisateur["droits"][number]>[] = [
  {
    cle: "droit",
    nom: "Droit",
    entete: true,
    contenu: ({ id, droit }) => (
      <Link className="fr-link fr-link--sm" href={`/habilitations/${id}`}>
        {droit}
      </Link>
    ),
  },
  {
    cle: "debut",
    nom: "Depuis le",
    court: true,
    contenu: ({ debut }) => (debut === null ? "—" : ecrireDateCourte(debut)),
  },
  {
    cle: "fin",
    nom: "Jusqu’au",
    court: true,
    contenu: ({ fin }) => (fin === null ? "Sans date de fin" : ecrireDateCourte(fin)),
  },
];

export default async function PageUtilisateur({ params }: Props) {
  const agent = await exigerAgent();
  const fiche = await lireUtilisateur(agent, (await params).id, new Date());
  if (fiche === null) notFound();
  const nom = `${fiche.prenom} ${fiche.nom}`;
  return (
    <>
      <FilAriane
        chemin={[
          { href: "/administration", texte: "Administration" },
          { href: "/administration/utilisateurs", texte: "Utilisateurs" },
        ]}
        courant={nom}
      />
      <h1 className="fr-h2">{nom}</h1>
      <p>
        <BadgeCompte etat={fiche.etat} />
      </p>
      <section aria-labelledby="compte" className="fr-mb-4w">
        <h2 className="fr-h4" id="compte">
          Compte
        </h2>
        <dl className="rg-definitions">
          {lignesCompte(fiche).map(([terme, valeur]) => (
            <div key={terme}>
              <dt>{terme}</dt>
              <dd>{valeur}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section aria-labelledby="droits" className="fr-mb-4w">
        <h2 className="fr-h4" id="droits">
          Droits
        </h2>
        <Tableau
          id="droits-compte"
          titre="Droits en cours"
          colonnes={COLONNES}
          lignes={fiche.droits}
          cle={({ id }) => id}
          vide={<p>Aucun droit en cours.</p>}
        />
      </section>
      {fiche.etat === "efface" || !peut(agent, "utilisateur.modifier") ? null : (
        <section aria-labelledby="gestes">
          <h2 className="fr-h4" id="gestes">
            Gestes
          </h2>
          {fiche.soi ? (
            <p>
              Ce compte est le vôtre. <Link href="/compte">Mon compte</Link> permet de le gérer.
            </p>
          ) : (
            <GestesCompte
              utilisateurId={fiche.id}
              version={fiche.version}
              nom={nom}
              desactive={fiche.etat === "desactive"}
              proconnect={fiche.proconnect}
              sessions={fiche.sessions}
              dernierAdministrateur={fiche.dernierAdministrateur}
              retenue={fiche.retenue}
              desactiver={desactiver}
              reactiver={reactiver}
              fermerSessions={fermerSessions}
              delier={delier}
              effacer={effacer}
            />
          )}
        </section>
      )}
    </>
  );
}

function lignesCompte(f: FicheUtilisateur): [string, string][] {
  if (f.effaceLe !== null) return [["Effacé le", ecrireDate(f.effaceLe)]];
  return [
    ["Adresse électronique", f.email],
    ["Organisation", `${f.organisation || "Non renseignée"}${f.siret === null ? "" : `, SIRET ${f.siret}`}`],
    ["Connexion", f.demonstration ? "Compte de démonstration" : f.proconnect ? "ProConnect" : "Lien par courriel"],
    ["Créé le", ecrireDate(f.creeLe)],
    ["Dernier contact", f.contactLe === null ? "Jamais" : ecrireDate(f.contactLe)],
    ["Sessions ouvertes", accorder(f.sessions, "session")],
    ["Équipes", f.equipes === 0 ? "Aucune" : accorder(f.equipes, "dossier")],
    ...(f.prevenuLe === null ? [] : [["Prévenu de l’effacement le", ecrireDate(f.prevenuLe)] as [string, string]]),
    ...(f.delieLe === null || f.proconnect
      ? []
      : [["Délié de ProConnect le", `${ecrireDate(f.delieLe)} : ${f.motifDeliaison ?? ""}`] as [string, string]]),
    ...(f.desactiveLe === null
      ? []
      : [["Désactivé le", `${ecrireDate(f.desactiveLe)} : ${f.motifDesactivation ?? ""}`] as [string, string]]),
  ];
}
