"use client";
import { useId } from "react";
import { POSTES, type Poste } from "@/lib/domain/nomenclatures";
import styles from "./budget.module.css";
import { SANS_PARTENAIRE } from "./noms";
import type { PartenaireGrille } from "./usage-budget";

export type Filtre = { partenaire: string | null | undefined; poste: Poste | null; tousLesPostes: boolean };
export const SANS_FILTRE: Filtre = { partenaire: undefined, poste: null, tousLesPostes: false };

/** The option of the lines that name no partner: no partner's key holds a space. */
const AUCUN = "sans partenaire";

/** Which partner, which post; every post, used or not. */
export function Filtres({
  filtre,
  partenaires,
  sansPartenaire,
  proposer,
  surChangement,
}: {
  filtre: Filtre;
  partenaires: readonly PartenaireGrille[];
  /** Some lines name no partner. */
  sansPartenaire: boolean;
  proposer: boolean;
  surChangement: (filtre: Filtre) => void;
}) {
  const id = useId();
  const actif = filtre.partenaire !== undefined || filtre.poste !== null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would disable nothing and draw a frame
    <div className={styles.filtres} role="group" aria-label="Filtrer le budget">
      {partenaires.length > 1 || sansPartenaire ? (
        <div className={styles.filtre}>
          <label htmlFor={`${id}-partenaire`}>Partenaire</label>
          <select
            id={`${id}-partenaire`}
            className="fr-select"
            value={filtre.partenaire === undefined ? "" : (filtre.partenaire ?? AUCUN)}
            onChange={(e) => {
              const v = e.target.value;
              surChangement({ ...filtre, partenaire: v === "" ? undefined : v === AUCUN ? null : v });
            }}
          >
            <option value="">Tous les partenaires</option>
            {partenaires.map((p) => (
              <option key={p.id} value={p.id}>
                {p.nom}
              </option>
            ))}
            {sansPartenaire ? <option value={AUCUN}>{SANS_PARTENAIRE}</option> : null}
          </select>
        </div>
      ) : null}
      <div className={styles.filtre}>
        <label htmlFor={`${id}-poste`}>Poste</label>
        <select
          id={`${id}-poste`}
          className="fr-select"
          value={filtre.poste ?? ""}
          onChange={(e) => surChangement({ ...filtre, poste: (e.target.value || null) as Poste | null })}
        >
          <option value="">Tous les postes</option>
          {POSTES.codes.map((code) => (
            <option key={code} value={code}>
              {POSTES.libelles[code as Poste]}
            </option>
          ))}
        </select>
      </div>
      {actif ? (
        <button
          type="button"
          className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm fr-btn--icon-left fr-icon-close-line"
          onClick={() => surChangement({ ...filtre, partenaire: undefined, poste: null })}
        >
          Effacer les filtres
        </button>
      ) : null}
      {proposer ? (
        <div className={`fr-checkbox-group fr-checkbox-group--sm ${styles.tousPostes}`}>
          <input
            type="checkbox"
            id={`${id}-tous`}
            checked={filtre.tousLesPostes}
            onChange={(e) => surChangement({ ...filtre, tousLesPostes: e.target.checked })}
          />
          <label className="fr-label" htmlFor={`${id}-tous`}>
            Afficher tous les postes
          </label>
        </div>
      ) : null}
    </div>
  );
}
