"use client";
import styles from "./budget.module.css";
import type { Tableur } from "./usage-tableur";

/** Buttons of what the keyboard does too: the cells chosen stay chosen, and the focus goes back to them. */
export function OutilsTableur({ tableur }: { tableur: Tableur }) {
  const { gestes } = tableur;
  const bouton = (nom: string, icone: string, touches: string, geste: () => void) => (
    <button
      type="button"
      className={`fr-btn fr-btn--tertiary fr-btn--sm fr-btn--icon-left ${icone}`}
      aria-keyshortcuts={touches}
      title={`${nom} (${touches.replace("Control+", "Ctrl + ")})`}
      onClick={geste}
    >
      {nom}
    </button>
  );
  return (
    <div className={styles.boutons}>
      {bouton("Remplir à droite", "fr-icon-arrow-right-line", "Control+R", () => gestes.remplir("droite"))}
      {bouton("Remplir vers le bas", "fr-icon-arrow-down-line", "Control+D", () => gestes.remplir("bas"))}
    </div>
  );
}
