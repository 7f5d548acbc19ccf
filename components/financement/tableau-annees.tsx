"use client";
import { ecrireEurosSansUnite } from "@/lib/domain/ecriture";
import styles from "./barres.module.css";
import type { VueAnnees } from "./vue-plan";

/** The same figures as the bars of the years: every row and every column adds up to the cent. */
export function TableauAnnees({ vue }: { vue: VueAnnees }) {
  const eligible = vue.annees.reduce((t, a) => t + a.eligible, 0n);
  const cout = vue.annees.reduce((t, a) => t + a.cout, 0n);
  const ligne = (nom: string, montants: readonly bigint[], total: bigint, classe?: string) => (
    <tr className={classe}>
      <th scope="row">{nom}</th>
      {montants.map((m, i) => (
        <td key={vue.annees[i]?.cle} className={styles.droite}>
          {ecrireEurosSansUnite(m as typeof vue.total)}
        </td>
      ))}
      <td className={styles.droite}>{ecrireEurosSansUnite(total as typeof vue.total)}</td>
    </tr>
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than the screen scrolls with the keyboard
    <section className={styles.defile} tabIndex={0} aria-labelledby="titre-par-annee-tableau">
      <table className={styles.lecture}>
        <caption className={styles.legendeTableau} id="titre-par-annee-tableau">
          Année par année, estimation au prorata des dépenses de l’année, en euros
        </caption>
        <thead>
          <tr>
            <th scope="col">Qui paie</th>
            {vue.annees.map((a) => (
              <th key={a.cle} scope="col" className={styles.droite}>
                {a.nom}
              </th>
            ))}
            <th scope="col" className={styles.droite}>
              Total
            </th>
          </tr>
        </thead>
        <tbody>
          {ligne(
            "Coût total",
            vue.annees.map((a) => a.cout),
            cout,
            styles.sousTotal,
          )}
          {ligne(
            "dont coût éligible",
            vue.annees.map((a) => a.eligible),
            eligible,
          )}
        </tbody>
        <tbody>
          {vue.payeurs.map((p) => (
            <tr key={p.ton}>
              <th scope="row">{p.nom}</th>
              {p.montants.map((m, i) => (
                <td key={vue.annees[i]?.cle} className={styles.droite}>
                  {ecrireEurosSansUnite(m)}
                </td>
              ))}
              <td className={styles.droite}>{ecrireEurosSansUnite(p.total)}</td>
            </tr>
          ))}
          {ligne(
            "Total de qui paie",
            vue.annees.map((a) => a.paye),
            vue.total,
            styles.sousTotal,
          )}
        </tbody>
      </table>
    </section>
  );
}
