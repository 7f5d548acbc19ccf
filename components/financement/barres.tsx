"use client";
import { type Centimes, centimes } from "@/lib/domain/argent";
import { ecrireEuros } from "@/lib/domain/ecriture";
import styles from "./barres.module.css";
import { enPhrase, Pastille, pourcent, Segment, tient } from "./segment";
import type { Part, VuePlan } from "./vue-plan";

/**
 * Spending over resources on one scale, the subsidy at the left so that the ceiling reads directly. Lengths are SVG
 * attributes, in percent: no inline style, which the content policy would refuse, and nothing to measure in the browser.
 */
export function Barres({ vue }: { vue: VuePlan }) {
  const { depenses, ressources, plafond, marge } = vue;
  const finSubvention = ressources
    .filter((r) => r.ton === "france2030")
    .reduce((f, r) => Math.max(f, r.debut + r.largeur), 0);
  return (
    <figure className={styles.figure} aria-labelledby="titre-qui-paie-quoi">
      <Tete nom="Dépenses" total={vue.totalDepenses} />
      <svg className={styles.barre} role="img" aria-label={enPhrase("Dépenses", depenses)}>
        {depenses.map((p) => (
          <Segment key={p.cle} part={p} lignes="une" />
        ))}
      </svg>
      <Tete nom="Ressources" total={vue.totalRessources} />
      <svg className={styles.barreHaute} role="img" aria-label={enPhrase("Ressources", ressources)}>
        {ressources.map((p) => (
          <Segment key={p.cle} part={p} lignes="deux" />
        ))}
        {plafond === null ? null : (
          <>
            <line className={styles.plafondFond} x1={pourcent(plafond)} x2={pourcent(plafond)} y1="-4" y2="56" />
            <line className={styles.plafond} x1={pourcent(plafond)} x2={pourcent(plafond)} y1="-4" y2="56" />
          </>
        )}
      </svg>
      {plafond === null ? (
        <p className={styles.detail}>
          {vue.totalDepenses === 0n
            ? "Le plafond se calcule sur le coût éligible : saisissez le budget."
            : vue.inconnues.assiette
              ? "Plafond inconnu : une dépense n’a pas encore son poste."
              : "Aucune dépense éligible : le plafond est nul."}
        </p>
      ) : (
        <>
          <svg className={styles.accolade} aria-hidden="true">
            <line className={styles.trait} x1={pourcent(finSubvention)} x2={pourcent(plafond)} y1="6" y2="6" />
            <line className={styles.trait} x1={pourcent(finSubvention)} x2={pourcent(finSubvention)} y1="0" y2="6" />
            <line className={styles.trait} x1={pourcent(plafond)} x2={pourcent(plafond)} y1="0" y2="6" />
          </svg>
          <p className={styles.reperes}>
            <span className={marge !== null && marge < 0n ? styles.depasse : undefined}>{ecrireMargePlan(marge)}</span>
            <strong>Plafond {ecrireEuros(vue.subventionMax)}</strong>
          </p>
        </>
      )}
      <Legende parts={[...ressources, ...depenses]} />
      <figcaption className={styles.detail}>
        La subvention part de la gauche : elle ne peut pas dépasser le trait du plafond.
      </figcaption>
    </figure>
  );
}

/** « Marge … », « Plafond dépassé de … », or that it is not known. */
export const ecrireMargePlan = (marge: Centimes | null): string => {
  if (marge === null) return "Marge inconnue : une source n’a pas encore son origine";
  return marge >= 0n ? `Marge ${ecrireEuros(marge)}` : `Plafond dépassé de ${ecrireEuros(centimes(-marge))}`;
};

function Tete({ nom, total }: { nom: string; total: Centimes }) {
  return (
    <p className={styles.teteBarre}>
      <strong>{nom}</strong>
      <span>{ecrireEuros(total)}</span>
    </p>
  );
}

/** Tones of the upper bar, whose text stands on one line. */
const DEPENSES: ReadonlySet<Part["ton"]> = new Set(["eligible", "hors", "classer"]);

/** What is too narrow to bear its name in the bar. */
function Legende({ parts }: { parts: readonly Part[] }) {
  const items = parts.flatMap((p) => {
    const { large, etroit } = tient(p, DEPENSES.has(p.ton) ? "une" : "deux");
    return large && etroit ? [] : [{ part: p, classe: large ? styles.siEtroit : undefined }];
  });
  if (items.length === 0) return null;
  return (
    <ul className={styles.legende}>
      {items.map(({ part, classe }) => (
        <li key={`${part.ton}-${part.cle}`} className={classe}>
          <Pastille ton={part.ton} />
          {part.long} {ecrireEuros(part.montant)}
        </li>
      ))}
    </ul>
  );
}
