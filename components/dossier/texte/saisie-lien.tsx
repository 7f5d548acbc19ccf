"use client";
import { useEffect, useRef, useState } from "react";
import { lienSur } from "@/lib/domain/texte-riche/types";
import styles from "./texte.module.css";

/** What people paste without its beginning. */
const completer = (adresse: string): string => {
  const nue = adresse.trim();
  if (/^[\w.+-]+@[\w-]+\.[\w.-]+$/.test(nue)) return `mailto:${nue}`;
  return /^[\w-]+(?:\.[\w-]+)+(?:[/?#]|$)/.test(nue) ? `https://${nue}` : nue;
};

/** Address of a link, asked under the toolbar; Escape goes back to the text. */
export function SaisieLien({
  id,
  depart,
  poser,
  fermer,
}: {
  id: string;
  depart: string | null;
  poser: (adresse: string | null) => void;
  fermer: () => void;
}) {
  const [adresse, setAdresse] = useState(depart ?? "");
  const [faute, setFaute] = useState(false);
  const champ = useRef<HTMLInputElement>(null);
  useEffect(() => champ.current?.focus(), []);
  const valider = () => {
    const sure = lienSur(completer(adresse));
    if (sure) return poser(sure);
    setFaute(true);
    champ.current?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape and Enter of the field inside
    <div
      className={styles.lien}
      onKeyDown={(e) => {
        if (e.key === "Escape") fermer();
        else if (e.key === "Enter" && e.target === champ.current) {
          // The form around has nothing to send.
          e.preventDefault();
          valider();
        }
      }}
    >
      <div>
        <label className="fr-label" htmlFor={`${id}-lien`}>
          Adresse du lien
        </label>
        <input
          ref={champ}
          id={`${id}-lien`}
          className={`fr-input ${faute ? "fr-input--error" : ""}`}
          type="url"
          value={adresse}
          autoComplete="off"
          aria-invalid={faute || undefined}
          aria-describedby={`${id}-lien-faute`}
          onChange={(e) => {
            setAdresse(e.target.value);
            setFaute(false);
          }}
        />
        <p id={`${id}-lien-faute`} className={faute ? "fr-error-text" : undefined} aria-live="polite">
          {faute ? "Écrivez une adresse qui commence par https:// ou une adresse électronique." : null}
        </p>
      </div>
      <button type="button" className="fr-btn fr-btn--sm" onClick={valider}>
        Poser le lien
      </button>
      {depart ? (
        <button type="button" className="fr-btn fr-btn--secondary fr-btn--sm" onClick={() => poser(null)}>
          Retirer le lien
        </button>
      ) : null}
      <button type="button" className="fr-btn fr-btn--tertiary fr-btn--sm" onClick={fermer}>
        Annuler
      </button>
    </div>
  );
}
