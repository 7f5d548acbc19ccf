"use client";
import { useEffect, useRef } from "react";
import type { Fait } from "./actions-colorations";
import styles from "./colorations.module.css";

/** What was done, said once; takes the focus, which was on a button that may be gone. */
export function AvisFait({
  fait,
  enCours,
  surAnnulation,
}: {
  fait: Fait;
  enCours: boolean;
  surAnnulation: (retour: NonNullable<Fait["retour"]>) => void;
}) {
  const avis = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another gesture takes the focus again
  useEffect(() => avis.current?.focus(), [fait]);
  const { retour } = fait;
  return (
    <div
      ref={avis}
      className={`fr-alert fr-alert--success fr-alert--sm fr-mb-3w ${styles.avis}`}
      role="status"
      tabIndex={-1}
    >
      <p>{fait.texte}</p>
      {retour === undefined ? null : (
        <button
          type="button"
          className="fr-btn fr-btn--tertiary fr-btn--sm"
          disabled={enCours}
          onClick={() => surAnnulation(retour)}
        >
          Annuler
        </button>
      )}
    </div>
  );
}
