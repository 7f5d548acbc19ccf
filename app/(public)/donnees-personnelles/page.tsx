import type { Metadata } from "next";
import Link from "next/link";
import { Contact } from "@/components/dsfr/contact";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import {
  CODES_REGLE,
  donneesConservees,
  ecrireDuree,
  PREAVIS_JOURS,
  REGLES_CONSERVATION,
} from "@/lib/domain/conservation";
import { env } from "@/lib/env";

export const metadata: Metadata = { title: "Données personnelles" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function DonneesPersonnelles({ searchParams }: Props) {
  const efface = (await searchParams).efface === "1";
  return (
    <div className="fr-container fr-pb-6w">
      <FilAriane courant="Données personnelles" />
      {efface ? (
        <div className="fr-alert fr-alert--success fr-mb-3w" role="status">
          <p>Votre compte est effacé et vous êtes déconnecté.</p>
        </div>
      ) : null}
      <h1>Données personnelles</h1>
      <div className="rg-lecture">
        <p>
          Le responsable du traitement est : {env.RIGEL_ADMINISTRATION}. Rigel traite des données pour une mission
          d’intérêt public, le soutien aux projets de France 2030 (article 6.1.e du règlement général sur la protection
          des données).
        </p>
        <h2>Ce qui s’efface tout seul</h2>
        <p>
          Le service applique ces durées chaque jour et inscrit chaque passage au journal. Un compte sans contact est
          prévenu par courriel {PREAVIS_JOURS}&nbsp;jours avant. Il est gardé tant que la personne est la seule
          responsable d’un dossier en cours, y a encore un droit, ou est le dernier administrateur : un administrateur
          voit alors ce cas et le règle.
        </p>
      </div>
      <ul className="rg-fiches">
        {CODES_REGLE.map((code) => {
          const { donnees, raison, depuis, auTerme } = REGLES_CONSERVATION[code];
          return (
            <Fiche
              key={code}
              donnees={donnees}
              raison={raison}
              duree={`${ecrireDuree(code)} après ${depuis}. ${auTerme}`}
            />
          );
        })}
      </ul>
      <div className="rg-lecture">
        <h2>Ce qui est gardé plus longtemps</h2>
        <p>
          L’emploi d’argent public doit pouvoir être justifié après la fin d’un projet. Ces données ne sont pas effacées
          automatiquement : leur sort à la fin de la durée se décide avec le service des archives de l’administration.
        </p>
      </div>
      <ul className="rg-fiches">
        {donneesConservees(env.RIGEL_CONSERVATION_PREUVES).map(({ nom, donnees, raison, duree }) => (
          <Fiche key={nom} donnees={`${nom}. ${donnees}`} raison={raison} duree={duree} />
        ))}
      </ul>
      <div className="rg-lecture">
        <h2>D’où viennent ces données, qui les reçoit</h2>
        <p>
          De ProConnect quand vous vous connectez avec lui, de la personne qui vous a invité, et de ce que vous
          saisissez. Vos collègues de dossier voient votre nom, votre organisation et ce que vous y faites. Les services
          qui instruisent, financent ou suivent le projet voient qui a déposé. Les données ne sont ni vendues ni
          transmises à d’autres.
        </p>
        <p>
          Sous-traitants : l’hébergeur du service{env.RIGEL_HEBERGEUR === undefined ? "" : `, ${env.RIGEL_HEBERGEUR}`},
          et le serveur de courrier de l’administration quand il est réglé. Les registres publics que Rigel consulte ne
          reçoivent aucune donnée sur vous.
        </p>
        <h2>Cookies et mémoire du navigateur</h2>
        <p>
          Rigel ne dépose que les cookies nécessaires à la connexion : ils disparaissent quand vous vous déconnectez ou
          que la session expire. Il n’y a ni mesure d’audience, ni publicité, ni contenu venu d’un autre site, donc
          aucun consentement à donner.
        </p>
        <p>
          Votre navigateur garde aussi, sur votre appareil seulement, le thème choisi et, si la connexion se coupe, vos
          saisies en attente d’enregistrement.
        </p>
        <h2>Vos droits</h2>
        <ul>
          <li>
            Accès et copie : <Link href="/compte/donnees">Mes données</Link> montre tout ce que Rigel garde sur vous et
            le donne en fichier.
          </li>
          <li>Effacement : la même page efface votre compte. Elle dit ce qui disparaît, ce qui reste et pourquoi.</li>
          <li>
            Rectification : votre identité se corrige dans ProConnect, ou en écrivant à l’adresse ci-dessous si vous
            vous connectez par lien.
          </li>
          <li>Limitation et opposition, pour une raison tenant à votre situation : écrivez à l’adresse ci-dessous.</li>
        </ul>
        <Contact administration={env.RIGEL_ADMINISTRATION} adresse={env.RIGEL_CONTACT} />
        <p>
          Si la réponse ne vous convient pas, vous pouvez adresser une réclamation à la{" "}
          <a href="https://www.cnil.fr/fr/plaintes" rel="external">
            Commission nationale de l’informatique et des libertés (CNIL)
          </a>
          .
        </p>
      </div>
    </div>
  );
}

function Fiche({ donnees, raison, duree }: { donnees: string; raison: string; duree: string }) {
  return (
    <li className="rg-fiche">
      <h3 className="fr-text--md fr-mb-1w">{donnees}</h3>
      <dl className="rg-definitions">
        <dt>Pourquoi</dt>
        <dd>{raison}</dd>
        <dt>Combien de temps</dt>
        <dd>{duree}</dd>
      </dl>
    </li>
  );
}
