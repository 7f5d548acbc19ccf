"use client";
import { useActionState, useEffect, useRef } from "react";

/** `email`: as typed, given back when refused. */
export type EtatDemandeLien = { etape: "saisie" | "envoye"; email: string; faute?: string; refus?: string };

type Props = {
  retour: string;
  demander: (avant: EtatDemandeLien, donnees: FormData) => Promise<EtatDemandeLien>;
};

const ID = "email-lien";

/** One address, one answer, the same for everyone. Works before and without JavaScript. */
export function DemandeLien({ retour, demander }: Props) {
  const [etat, envoyer, enCours] = useActionState(demander, { etape: "saisie", email: "" });
  const { etape, email, faute, refus } = etat;
  const avis = useRef<HTMLDivElement>(null);
  const champ = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (etat.faute !== undefined) champ.current?.focus();
    else if (etat.refus !== undefined || etat.etape === "envoye") avis.current?.focus();
  }, [etat]);
  return (
    <form action={envoyer} noValidate>
      <input type="hidden" name="retour" value={retour} />
      <div ref={avis} tabIndex={-1} role="status">
        {etape === "envoye" && (
          <div className="fr-alert fr-alert--success fr-alert--sm fr-mb-2w">
            <p>
              Si <span className="rg-adresse">{email}</span> est l’adresse d’un contact partenaire, un lien vient d’y
              être envoyé. Il sert une fois, pendant 15 minutes. Rien n’arrive ? Regardez parmi les indésirables.
            </p>
          </div>
        )}
        {refus !== undefined && (
          <div className="fr-alert fr-alert--error fr-alert--sm fr-mb-2w">
            <p>{refus}</p>
          </div>
        )}
      </div>
      <div className={`fr-input-group ${faute ? "fr-input-group--error" : ""}`}>
        <label className="fr-label" htmlFor={ID}>
          Adresse électronique
          <span className="fr-hint-text">Celle de votre invitation, par exemple prenom.nom@organisme.fr</span>
        </label>
        <input
          ref={champ}
          // A new answer shows what was typed again: React empties a form that it has sent.
          key={etape === "saisie" ? email : ""}
          id={ID}
          name="email"
          className={`fr-input ${faute ? "fr-input--error" : ""}`}
          type="email"
          autoComplete="email"
          maxLength={254}
          defaultValue={etape === "saisie" ? email : ""}
          aria-describedby={`${ID}-messages`}
          aria-invalid={faute ? true : undefined}
        />
        <div className="fr-messages-group" id={`${ID}-messages`} aria-live="polite">
          {faute ? <p className="fr-message fr-message--error">{faute}</p> : null}
        </div>
      </div>
      <button type="submit" className="fr-btn fr-btn--secondary" disabled={enCours}>
        {enCours ? "Envoi…" : "Recevoir un lien de connexion"}
      </button>
    </form>
  );
}
