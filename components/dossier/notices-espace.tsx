"use client";
import { usePathname } from "next/navigation";
import { useState, useSyncExternalStore } from "react";
import { nomDe, ouvrirConflits, useConflits } from "./conflits";
import { useEspaceFixe } from "./espace-contexte";
import { LienChamp } from "./lien-champ";
import type { Reprise } from "./magasin/types";
import { champDAdresse, nomAdresse, nomDeSection } from "./nom-adresse";

/** What must be known before typing on: edits taken over, two values for one field, a session that ended. */
export function NoticesEspace() {
  return (
    <>
      <SaisiesReprises />
      <ConflitsEnAttente />
      <SessionExpiree />
    </>
  );
}

const AUCUNE: Reprise = [];

/** Edits of a page that is gone, taken over without a question: said politely, seen on demand, undone at will. */
function SaisiesReprises() {
  const { magasin } = useEspaceFixe();
  const reprise = useSyncExternalStore(magasin.souscrire, magasin.reprise, () => AUCUNE);
  const [ouverte, setOuverte] = useState(false);
  const n = reprise.length;
  return (
    <div role="status">
      {n > 0 ? (
        <div className="fr-alert fr-alert--info fr-alert--sm rg-notice">
          <p>
            {n === 1
              ? "1 modification gardée sur cet appareil a été reprise."
              : `${n} modifications gardées sur cet appareil ont été reprises.`}
          </p>
          <div className="rg-notice__gestes">
            <button
              type="button"
              className="fr-btn fr-btn--sm fr-btn--tertiary"
              aria-expanded={ouverte}
              aria-controls="saisies-reprises"
              onClick={() => setOuverte(!ouverte)}
            >
              Voir
            </button>
            <button type="button" className="fr-btn fr-btn--sm fr-btn--tertiary" onClick={magasin.annulerReprise}>
              Ne pas les reprendre
            </button>
            <button type="button" className="fr-btn fr-btn--sm fr-btn--tertiary" onClick={magasin.oublierReprise}>
              Masquer cet avis
            </button>
          </div>
          <ul id="saisies-reprises" hidden={!ouverte}>
            {reprise.map(({ section, adresse }) => (
              <li key={adresse}>
                <LienChamp champ={champDAdresse(magasin, adresse)}>{nomAdresse(magasin, adresse)}</LienChamp> (
                {nomDeSection(section)})
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  );
}

/** Someone else wrote where this person was typing: said, never opened over what they are doing. */
function ConflitsEnAttente() {
  const conflits = useConflits();
  const { magasin, espace } = useEspaceFixe();
  const [premier] = conflits;
  return (
    <div role="status">
      {premier ? (
        <div className="fr-alert fr-alert--warning fr-alert--sm rg-notice">
          <p>
            {conflits.length === 1
              ? `${premier.par?.id === espace.lecteur.id ? "Vous avez écrit dans le même champ depuis deux pages" : `${nomDe(premier)} et vous avez écrit dans le même champ`} : ${nomAdresse(magasin, premier.adresse)}.`
              : `${conflits.length} champs ont été écrits par une autre personne et par vous.`}{" "}
            Rien n’est perdu : choisissez ce qui reste.
          </p>
          <div className="rg-notice__gestes">
            <button type="button" className="fr-btn fr-btn--sm" onClick={() => ouvrirConflits()}>
              {conflits.length === 1 ? "Voir les deux valeurs" : `Voir les ${conflits.length} champs`}
            </button>
          </div>
        </div>
      ) : null}
    </div>
  );
}

function SessionExpiree() {
  const { magasin } = useEspaceFixe();
  const chemin = usePathname();
  const lire = () => magasin.transport().type === "session";
  const expiree = useSyncExternalStore(magasin.souscrire, lire, () => false);
  if (!expiree) return null;
  return (
    <div className="fr-alert fr-alert--warning rg-notice" role="alert">
      <h2 className="fr-alert__title">Votre session a expiré</h2>
      <p>
        Vos saisies sont gardées sur cet appareil. Reconnectez-vous dans un nouvel onglet, puis revenez ici : elles
        s’enregistreront si vous pouvez toujours modifier ce dossier. Si votre droit a été retiré, copiez-les avant de
        fermer cette page.
      </p>
      <div className="rg-notice__gestes">
        <a
          className="fr-link"
          href={`/connexion?retour=${encodeURIComponent(chemin)}`}
          target="_blank"
          rel="noopener"
          title="Se reconnecter - nouvelle fenêtre"
        >
          Se reconnecter
        </a>
        <button type="button" className="fr-btn fr-btn--sm" onClick={() => void magasin.envoyerTout()}>
          Réessayer
        </button>
      </div>
    </div>
  );
}
