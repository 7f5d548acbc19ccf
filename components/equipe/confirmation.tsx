"use client";
import type { ReactNode } from "react";
import { Modale } from "@/components/dsfr/modale";
import type { ErreurReponse } from "@/lib/schemas/reponse";

/** A question before what cannot be taken back, with what it does, and the answer of the service if it refuses. */
export function Confirmation({
  id,
  titre,
  ouverte,
  oui,
  enCours,
  erreur,
  surOui,
  surFermeture,
  children,
}: {
  id: string;
  titre: string;
  ouverte: boolean;
  /** What the button does, in its own words. */
  oui: string;
  enCours: boolean;
  erreur: ErreurReponse | null;
  surOui: () => void;
  surFermeture: () => void;
  children: ReactNode;
}) {
  return (
    <Modale
      id={id}
      titre={titre}
      taille="moyenne"
      ouverte={ouverte}
      surFermeture={surFermeture}
      boutons={
        <>
          <button type="button" className="fr-btn" disabled={enCours} onClick={surOui}>
            {enCours ? "En cours…" : oui}
          </button>
          <button type="button" className="fr-btn fr-btn--secondary" onClick={surFermeture}>
            Annuler
          </button>
        </>
      }
    >
      {children}
      <div role="alert">{erreur ? <p className="fr-message fr-message--error">{erreur.message}</p> : null}</div>
    </Modale>
  );
}
