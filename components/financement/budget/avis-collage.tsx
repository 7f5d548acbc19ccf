"use client";
import type { NomGeste } from "@/components/dossier/magasin";
import { accorder } from "@/lib/domain/ecriture";
import styles from "./budget.module.css";

export type CollageFait = { colles: number; refuses: number; geste: NomGeste | null };

/** What a pasted block gave, and the way back. */
export function AvisCollage({
  fait,
  surAnnulation,
  surFermeture,
}: {
  fait: CollageFait;
  surAnnulation: () => void;
  surFermeture: () => void;
}) {
  const { colles, refuses, geste } = fait;
  return (
    <div
      className={`fr-alert fr-alert--sm ${refuses > 0 ? "fr-alert--warning" : "fr-alert--success"} ${styles.avis}`}
      role="status"
    >
      <p>
        {colles === 0 ? "Aucun changement" : `${accorder(colles, "case")} ${colles >= 2 ? "collées" : "collée"}`}
        {refuses > 0 ? `, ${accorder(refuses, "valeur")} ${refuses >= 2 ? "laissées" : "laissée"} de côté` : ""}.
      </p>
      <p>
        {geste !== null ? (
          <button type="button" className="fr-btn fr-btn--tertiary fr-btn--sm" onClick={surAnnulation}>
            Annuler le collage
          </button>
        ) : null}{" "}
        <button type="button" className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm" onClick={surFermeture}>
          Fermer
        </button>
      </p>
    </div>
  );
}
