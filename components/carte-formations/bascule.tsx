import type { ReactNode } from "react";
import styles from "./bascule.module.css";

type Props = {
  /** DOM id, unique on the page. */
  id: string;
  titre: ReactNode;
  /** What the choice is about, for who does not see it: « Affichage des taux ». */
  legende: string;
  /** Between the title and the choice: a field that both views follow. */
  outils?: ReactNode;
  graphique: ReactNode;
  tableau: ReactNode;
};

/**
 * A picture or the same figures as a table. The choice is the radio's own state, which the stylesheet follows: it works before
 * any script, and both views are rendered on the server from the same rows.
 */
export function Bascule({ id, titre, legende, outils, graphique, tableau }: Props) {
  return (
    <section className={styles.cadre} aria-labelledby={`${id}-titre`}>
      <div className={styles.tete}>
        <h2 className={`fr-h5 ${styles.titre}`} id={`${id}-titre`}>
          {titre}
        </h2>
        {outils}
        <fieldset className={`fr-segmented fr-segmented--sm ${styles.choix}`}>
          <legend className="fr-segmented__legend fr-sr-only">{legende}</legend>
          <div className="fr-segmented__elements">
            <div className="fr-segmented__element">
              <input type="radio" id={`${id}-graphique`} name={`${id}-vue`} value="graphique" defaultChecked />
              <label className="fr-label" htmlFor={`${id}-graphique`}>
                Graphique
              </label>
            </div>
            <div className="fr-segmented__element">
              <input type="radio" id={`${id}-tableau`} name={`${id}-vue`} value="tableau" />
              <label className="fr-label" htmlFor={`${id}-tableau`}>
                Tableau
              </label>
            </div>
          </div>
        </fieldset>
      </div>
      <div className={styles.graphique}>{graphique}</div>
      <div className={styles.tableau}>{tableau}</div>
    </section>
  );
}
