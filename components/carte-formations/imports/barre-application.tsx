"use client";
import { ecrireNombre } from "@/lib/domain/ecriture";
import type { ProgresImport } from "@/lib/schemas/imports-carte";
import styles from "./suivi-import.module.css";

/** A screen reader hears a quarter at a time. */
const PALIER = 25;

/** The import becomes the carte: how far it is. Nothing known yet, or nothing to be known before its end: a bar without a figure. */
export function BarreApplication({ progres }: { progres: ProgresImport }) {
  const { appliquees, total } = progres;
  const part = appliquees === null || total === 0 ? null : Math.min(99, Math.floor((appliquees / total) * 100));
  const palier = part === null ? 0 : Math.floor(part / PALIER) * PALIER;
  return (
    <>
      <label className="fr-label" htmlFor="application">
        Application en cours
        <span className="fr-hint-text">
          {appliquees === null || part === null
            ? "Quelques secondes pour des milliers de lignes."
            : `${ecrireNombre(appliquees)} lignes écrites sur ${ecrireNombre(total)}.`}
        </span>
      </label>
      <progress id="application" className={styles.barre} max={100} {...(part === null ? {} : { value: part })} />
      <p className="fr-sr-only" role="status">
        {palier > 0 ? `${palier} % des lignes écrites` : "Application commencée"}
      </p>
      <p className="fr-text--sm">
        Elle ne peut plus être annulée. Vous pouvez quitter cette page : tout sera appliqué, ou rien ne le sera.
      </p>
    </>
  );
}
