"use client";
import { type ReactNode, useEffect, useRef } from "react";
import { cheminDe, focaliser, focusPerdu, secourir } from "./secours-focus";

/**
 * A dialog opened by state. The browser's own `showModal` keeps the focus inside, makes the rest inert and gives the focus
 * back on closing; the look is the DSFR's, not its class: its script opens a modal from a button only, and closes any other.
 */
export function Modale({
  id,
  titre,
  ouverte,
  surFermeture,
  taille = "moyenne",
  boutons,
  sansFermeture,
  retour,
  children,
}: {
  id: string;
  titre: ReactNode;
  ouverte: boolean;
  surFermeture: () => void;
  taille?: "petite" | "moyenne" | "grande";
  /** Footer: primary button first. */
  boutons?: ReactNode;
  /** A choice must be made: neither « Fermer », nor Escape, nor a click beside. */
  sansFermeture?: boolean;
  /** Where the focus goes on closing, asked at that moment; null: to what opened it, as without this. */
  retour?: () => HTMLElement | null;
  children: ReactNode;
}) {
  const dialogue = useRef<HTMLDialogElement>(null);
  const destination = useRef(retour);
  destination.current = retour;
  // Before `showModal` moves the focus. A dialog taken away while open gives it back to nobody, and what opened it may be gone
  // by then: this goes to it, else to the nearest thing left around it.
  useEffect(() => {
    if (!ouverte) return;
    const ouvreur = document.activeElement;
    const chemin = ouvreur ? cheminDe(ouvreur) : [];
    return () => {
      const voulue = destination.current;
      requestAnimationFrame(() => {
        const ailleurs = !focusPerdu() && document.activeElement !== ouvreur;
        if (ailleurs || focaliser(voulue?.())) return;
        if (focusPerdu() && !focaliser(ouvreur)) secourir(chemin);
      });
    };
  }, [ouverte]);
  useEffect(() => {
    const noeud = dialogue.current;
    if (!noeud) return;
    if (ouverte && !noeud.open) {
      noeud.showModal();
      document.documentElement.classList.add("rg-defilement-bloque");
    }
    if (!ouverte && noeud.open) noeud.close();
    return () => document.documentElement.classList.remove("rg-defilement-bloque");
  }, [ouverte]);
  const colonnes = {
    petite: "fr-col-12 fr-col-md-6 fr-col-lg-4",
    moyenne: "fr-col-12 fr-col-md-8 fr-col-lg-6",
    grande: "fr-col-12 fr-col-md-10 fr-col-lg-8",
  }[taille];
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the click only catches the backdrop; the keyboard has Escape and « Fermer »
    <dialog
      ref={dialogue}
      id={id}
      className="rg-modale"
      aria-labelledby={`${id}-titre`}
      onCancel={(e) => {
        e.preventDefault();
        if (!sansFermeture) surFermeture();
      }}
      onClose={() => {
        if (ouverte) surFermeture();
      }}
      onClick={(e) => {
        if (sansFermeture) return;
        const cible = e.target as HTMLElement;
        // A dialog opened from this one closes alone.
        if (cible.closest("dialog") !== dialogue.current) return;
        if (cible === dialogue.current || cible.dataset.fond !== undefined) surFermeture();
      }}
    >
      {ouverte ? (
        <div className="fr-container fr-container--fluid fr-container-md" data-fond="">
          <div className="fr-grid-row fr-grid-row--center" data-fond="">
            <div className={colonnes}>
              <div className="fr-modal__body">
                <div className="fr-modal__header">
                  {sansFermeture ? null : (
                    <button type="button" className="fr-btn fr-btn--close" onClick={surFermeture}>
                      Fermer
                    </button>
                  )}
                </div>
                <div className="fr-modal__content">
                  <h2 id={`${id}-titre`} className="fr-modal__title">
                    {titre}
                  </h2>
                  {children}
                </div>
                {boutons ? (
                  <div className="fr-modal__footer">
                    <div className="fr-btns-group fr-btns-group--inline-lg">{boutons}</div>
                  </div>
                ) : null}
              </div>
            </div>
          </div>
        </div>
      ) : null}
    </dialog>
  );
}
