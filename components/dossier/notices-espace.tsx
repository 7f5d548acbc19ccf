"use client";
import { usePathname } from "next/navigation";
import { useState, useSyncExternalStore } from "react";
import { REGIMES } from "@/lib/domain/nomenclatures";
import { adresseConnexion } from "./adresse-connexion";
import { nomDe, ouvrirConflits, useConflits } from "./conflits";
import { useEspaceFixe } from "./espace-contexte";
import { LienChamp } from "./lien-champ";
import type { Reprise } from "./magasin/types";
import { champDAdresse, nomAdresse, nomDeSection } from "./nom-adresse";
import { direPlusieurs } from "./phrases-notices";
import { recharger } from "./recharger";
import { SaisiesSansDroit } from "./saisies-sans-droit";

/** What must be known before typing on: edits taken over, two values for one field, a session that ended. */
export function NoticesEspace() {
  return (
    <>
      <Deconnexion />
      <NouvelleVersion />
      <SaisiesSansDroit />
      <SaisiesReprises />
      <ConflitsEnAttente />
      <RegimeChange />
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
              {n === 1 ? "Voir la modification reprise" : `Voir les ${n} modifications reprises`}
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
              : direPlusieurs(conflits, espace.lecteur.id)}{" "}
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

/** Someone moved the dossier under other rules while it was open here: the verdicts just changed, and why is said. */
function RegimeChange() {
  const { espace } = useEspaceFixe();
  const chemin = usePathname();
  const { regime } = espace.fichier;
  const jeu = `${regime} ${espace.regimeNumero}`;
  const [connu, setConnu] = useState(jeu);
  // Whoever changes it from its own page is told there.
  const ici = chemin.endsWith("/regime");
  if (ici && connu !== jeu) setConnu(jeu);
  return (
    <div role="status">
      {connu !== jeu && !ici ? (
        <div className="fr-alert fr-alert--info fr-alert--sm rg-notice">
          <p>
            Ce dossier relève maintenant du régime « {REGIMES.libelles[regime]} », règles numéro {espace.regimeNumero} :
            les verdicts viennent d’être refaits.
          </p>
          <div className="rg-notice__gestes">
            <button type="button" className="fr-btn fr-btn--sm fr-btn--tertiary" onClick={() => setConnu(jeu)}>
              Masquer cet avis
            </button>
          </div>
        </div>
      ) : null}
    </div>
  );
}

function SessionExpiree() {
  const { magasin, autrePersonne } = useEspaceFixe();
  const chemin = usePathname();
  const lire = () => (magasin.transport().type !== "session" ? null : autrePersonne() ? "autre" : "finie");
  const etat = useSyncExternalStore(magasin.souscrire, lire, () => null);
  if (etat === null) return null;
  return (
    <div className="fr-alert fr-alert--warning rg-notice rg-notice--session" role="alert">
      <h2 className="fr-alert__title">
        {etat === "autre" ? "Une autre personne est connectée sur ce navigateur" : "Votre session a expiré"}
      </h2>
      {etat === "autre" ? (
        <p>
          Vos saisies sont gardées sur cet appareil, et rien n’est écrit sous un autre nom que le vôtre.
          Reconnectez-vous avec votre compte dans un nouvel onglet, puis revenez ici : elles s’enregistreront.
        </p>
      ) : (
        <p>
          Vos saisies sont gardées sur cet appareil. Reconnectez-vous dans un nouvel onglet, puis revenez ici : elles
          s’enregistreront si vous pouvez toujours modifier ce dossier. Si votre droit a été retiré, copiez-les avant de
          fermer cette page.
        </p>
      )}
      <div className="rg-notice__gestes">
        <a
          className="fr-link"
          href={adresseConnexion(chemin)}
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

/** Signed out in another page of this browser, which was told what would be lost: nothing is kept here any more. */
function Deconnexion() {
  const { deconnectee } = useEspaceFixe();
  const chemin = usePathname();
  if (!deconnectee) return null;
  return (
    <div className="fr-alert fr-alert--warning rg-notice" role="alert">
      <h2 className="fr-alert__title">Vous vous êtes déconnecté dans un autre onglet</h2>
      <p>Cette page n’enregistre plus rien, et rien de ce qui n’était pas enregistré n’est resté sur cet appareil.</p>
      <div className="rg-notice__gestes">
        {/* A whole load: nothing of the former session stays in memory. */}
        <a className="fr-link" href={adresseConnexion(chemin)}>
          Se reconnecter
        </a>
      </div>
    </div>
  );
}

/** Rigel was updated behind this page: no answer will come before it is loaded again. */
function NouvelleVersion() {
  const { magasin } = useEspaceFixe();
  const lire = () => (magasin.transport().type !== "perimee" ? null : magasin.gardeRefusee() ? "refusee" : "gardee");
  const etat = useSyncExternalStore(magasin.souscrire, lire, () => null);
  if (etat === null) return null;
  return (
    <div className="fr-alert fr-alert--warning rg-notice" role="alert">
      <h2 className="fr-alert__title">Rigel a été mis à jour</h2>
      <p>
        {etat === "gardee"
          ? "Rechargez la page, vos saisies sont gardées : elles s’enregistreront au retour."
          : "Vos dernières saisies n’ont pas pu être gardées sur cet appareil : copiez-les, puis rechargez la page."}
      </p>
      <div className="rg-notice__gestes">
        <button type="button" className="fr-btn fr-btn--sm" onClick={() => recharger(magasin)}>
          Recharger
        </button>
      </div>
    </div>
  );
}
