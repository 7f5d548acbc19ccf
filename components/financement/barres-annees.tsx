"use client";
import { ecrireEuros } from "@/lib/domain/ecriture";
import styles from "./barres.module.css";
import { enPhrase, Pastille, Segment } from "./segment";
import type { VueAnnees } from "./vue-plan";

/** One bar per civil year, on one scale: what the year costs, and who pays it. */
export function BarresAnnees({ vue }: { vue: VueAnnees }) {
  return (
    <figure className={styles.figure} aria-labelledby="titre-par-annee">
      {vue.annees.map((a) => (
        <div key={a.cle}>
          <p className={styles.teteBarre}>
            <strong>{a.nom}</strong>
            <span>
              {ecrireEuros(a.cout)}
              {a.eligible === a.cout ? null : (
                <span className={styles.suite}>, dont éligible {ecrireEuros(a.eligible)}</span>
              )}
            </span>
          </p>
          <svg className={styles.barre} role="img" aria-label={enPhrase(a.nom, a.parts)}>
            {a.parts.map((p) => (
              <Segment key={p.cle} part={p} lignes="nom" />
            ))}
          </svg>
        </div>
      ))}
      <ul className={styles.legende}>
        {vue.payeurs.map((p) => (
          <li key={p.ton}>
            <Pastille ton={p.ton} />
            {p.nom} {ecrireEuros(p.total)}
          </li>
        ))}
      </ul>
    </figure>
  );
}
