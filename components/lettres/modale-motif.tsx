"use client";
import { type ReactNode, useState } from "react";
import { ChampLong } from "@/components/dsfr/champ-texte";
import { Modale } from "@/components/dsfr/modale";
import { RefusFormulaire } from "@/components/dsfr/refus-formulaire";
import type { ErreurReponse } from "@/lib/schemas/reponse";

/** Asks why, before a letter is set aside; with a box to tick when that takes a signature back. */
export function ModaleMotif({
  titre,
  oui,
  confirmation,
  enCours,
  erreur,
  surOui,
  surFermeture,
  children,
}: {
  titre: string;
  oui: string;
  /** Sentence to tick; null: nothing to confirm. */
  confirmation: string | null;
  enCours: boolean;
  erreur: ErreurReponse | null;
  surOui: (motif: string, confirmee: boolean) => void;
  surFermeture: () => void;
  children: ReactNode;
}) {
  const [motif, setMotif] = useState("");
  const [confirmee, setConfirmee] = useState(false);
  const [faute, setFaute] = useState<{ motif?: string; confirmee?: string }>({});
  function repondre() {
    const manque = {
      ...(motif.trim() === "" && { motif: "Écrivez la raison : elle reste dans le registre." }),
      ...(confirmation !== null && !confirmee && { confirmee: "Cochez la case pour confirmer." }),
    };
    setFaute(manque);
    if (manque.motif !== undefined) document.getElementById("lettre-motif")?.focus();
    else if (manque.confirmee !== undefined) document.getElementById("lettre-confirmee")?.focus();
    else surOui(motif, confirmee);
  }
  return (
    <Modale
      id="modale-motif-lettre"
      titre={titre}
      ouverte
      surFermeture={surFermeture}
      boutons={
        <>
          <button type="button" className="fr-btn" disabled={enCours} onClick={repondre}>
            {enCours ? "En cours…" : oui}
          </button>
          <button type="button" className="fr-btn fr-btn--secondary" onClick={surFermeture}>
            Annuler
          </button>
        </>
      }
    >
      {children}
      <RefusFormulaire erreur={erreur} />
      <ChampLong
        id="lettre-motif"
        libelle="Raison"
        aide="Par exemple : le signataire a changé. Elle reste dans le registre."
        lignes={2}
        valeur={motif}
        surChangement={(valeur) => {
          setMotif(valeur);
          setFaute({});
        }}
        erreur={faute.motif}
      />
      {confirmation === null ? null : (
        <div className={`fr-checkbox-group ${faute.confirmee ? "fr-checkbox-group--error" : ""}`}>
          <input
            type="checkbox"
            id="lettre-confirmee"
            checked={confirmee}
            aria-describedby="lettre-confirmee-messages"
            onChange={(e) => {
              setConfirmee(e.target.checked);
              setFaute({});
            }}
          />
          <label className="fr-label" htmlFor="lettre-confirmee">
            {confirmation}
          </label>
          <div className="fr-messages-group" id="lettre-confirmee-messages" aria-live="polite">
            {faute.confirmee ? <p className="fr-message fr-message--error">{faute.confirmee}</p> : null}
          </div>
        </div>
      )}
    </Modale>
  );
}
