import type { Metadata } from "next";
import { Contact } from "@/components/dsfr/contact";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import { env } from "@/lib/env";

export const metadata: Metadata = { title: "Données personnelles" };

const TRAITEMENTS = [
  {
    donnees: "Nom, adresse électronique professionnelle, organisation, droits",
    raison: "Vous reconnaître et n’ouvrir que les dossiers qui vous concernent",
    duree: "Deux ans après votre dernière connexion",
  },
  {
    donnees: "Journal des actions : qui a fait quoi, sur quel dossier, quand",
    raison: "Prouver l’histoire d’un dossier et retrouver une erreur",
    duree: "Celle du dossier",
  },
  {
    donnees: "Noms et coordonnées écrits dans les dossiers et leurs pièces jointes",
    raison: "Instruire la demande de subvention",
    duree: "Celle des justificatifs financiers du programme, plus longue que celle des comptes",
  },
  {
    donnees: "Journal technique : date, adresse de la page, identifiant de la requête",
    raison: "Sécurité et bon fonctionnement",
    duree: "Celle que fixe l’hébergeur du service",
  },
];

export default function DonneesPersonnelles() {
  return (
    <div className="fr-container fr-pb-6w">
      <FilAriane courant="Données personnelles" />
      <h1>Données personnelles</h1>
      <div className="rg-lecture">
        <p>
          Le responsable du traitement est : {env.RIGEL_ADMINISTRATION}. Rigel traite des données pour une mission
          d’intérêt public, le soutien aux projets de France 2030 (article 6.1.e du règlement général sur la protection
          des données).
        </p>
        <h2>Quelles données, pourquoi, combien de temps</h2>
      </div>
      <ul className="rg-fiches">
        {TRAITEMENTS.map(({ donnees, raison, duree }) => (
          <li key={donnees} className="rg-fiche">
            <h3 className="fr-text--md fr-mb-1w">{donnees}</h3>
            <dl className="rg-definitions">
              <dt>Pourquoi</dt>
              <dd>{raison}</dd>
              <dt>Combien de temps</dt>
              <dd>{duree}</dd>
            </dl>
          </li>
        ))}
      </ul>
      <div className="rg-lecture">
        <p>
          Dans cette version, l’effacement au terme de ces durées est fait par l’administrateur du service : il n’est
          pas encore automatique. Les données ne sont ni vendues ni transmises à d’autres que les services qui
          instruisent, financent ou suivent le projet.
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
        <p>
          Vous pouvez demander l’accès à vos données, leur rectification, leur effacement ou la limitation de leur
          traitement, et vous y opposer pour une raison tenant à votre situation.
        </p>
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
