"use client";
import { type Centimes, centimes } from "@/lib/domain/argent";
import { ecrireEuros } from "@/lib/domain/ecriture";
import styles from "./barres.module.css";
import type { Part, VuePlan } from "./vue-plan";

/** Widths of the drawing on a wide and on a narrow screen, and of a letter, in px: enough to know which names fit. */
const LARGE = 600;
const ETROIT = 300;
const LETTRE = 6.4;
const MARGES = 16;

const place = (largeur: number, px: number, lettres: number) => (largeur * px) / 10_000 >= lettres * LETTRE + MARGES;
/** Whether a part bears its text on a wide screen, and at least its name on a narrow one. */
function tient(part: Part, uneLigne: boolean): { large: boolean; etroit: boolean } {
  const montant = ecrireEuros(centimes(part.montant)).length;
  const nom = part.court.length;
  return {
    large: place(part.largeur, LARGE, uneLigne ? nom + 1 + montant : Math.max(nom, montant)),
    etroit: place(part.largeur, ETROIT, uneLigne ? nom + 1 + montant : nom),
  };
}

const pourcent = (n: number) => `${n / 100}%`;

/**
 * Spending over resources on one scale, the subsidy at the left so that the ceiling reads directly. Lengths are SVG
 * attributes, in percent: no inline style, which the content policy would refuse, and nothing to measure in the browser.
 */
export function Barres({ vue }: { vue: VuePlan }) {
  const { depenses, ressources, plafond, marge } = vue;
  const finSubvention = ressources
    .filter((r) => r.ton === "subvention")
    .reduce((f, r) => Math.max(f, r.debut + r.largeur), 0);
  return (
    <figure className={styles.figure} aria-labelledby="titre-qui-paie-quoi">
      <Tete nom="Dépenses" total={vue.totalDepenses} />
      <svg className={styles.barre} role="img" aria-label={enPhrase("Dépenses", depenses)}>
        <Motifs />
        {depenses.map((p) => (
          <Bloc key={p.cle} part={p} uneLigne />
        ))}
      </svg>
      <Tete nom="Ressources" total={vue.totalRessources} />
      <svg className={styles.barreHaute} role="img" aria-label={enPhrase("Ressources", ressources)}>
        {ressources.map((p) => (
          <Bloc key={p.cle} part={p} />
        ))}
        {plafond === null ? null : (
          <line className={styles.plafond} x1={pourcent(plafond)} x2={pourcent(plafond)} y1="0" y2="100%" />
        )}
      </svg>
      {plafond === null ? null : (
        <>
          <svg className={styles.accolade} aria-hidden="true">
            <line className={styles.trait} x1={pourcent(finSubvention)} x2={pourcent(plafond)} y1="6" y2="6" />
            <line className={styles.trait} x1={pourcent(finSubvention)} x2={pourcent(finSubvention)} y1="0" y2="6" />
            <line className={styles.trait} x1={pourcent(plafond)} x2={pourcent(plafond)} y1="0" y2="6" />
          </svg>
          <p className={styles.reperes}>
            <span>
              {marge >= 0n ? `Marge ${ecrireEuros(marge)}` : `Plafond dépassé de ${ecrireEuros(centimes(-marge))}`}
            </span>
            <strong>Plafond {ecrireEuros(vue.subventionMax)}</strong>
          </p>
        </>
      )}
      <Legende parts={[...ressources, ...depenses]} />
      <figcaption className={styles.detail}>
        La subvention part de la gauche : elle ne peut pas dépasser le trait du plafond.
      </figcaption>
    </figure>
  );
}

function Tete({ nom, total }: { nom: string; total: Centimes }) {
  return (
    <p className={styles.teteBarre}>
      <strong>{nom}</strong>
      <span>{ecrireEuros(total)}</span>
    </p>
  );
}

const enPhrase = (nom: string, parts: readonly Part[]): string =>
  parts.length === 0
    ? `${nom} : rien`
    : `${nom} : ${parts.map((p) => `${p.long}, ${ecrireEuros(centimes(p.montant))}`).join(" ; ")}`;

/** A nested svg cuts what goes beyond it: a name never runs over its neighbour. */
function Bloc({ part, uneLigne }: { part: Part; uneLigne?: boolean }) {
  const montant = ecrireEuros(centimes(part.montant));
  const texte = uneLigne ? `${part.court} ${montant}` : part.court;
  const { large, etroit } = tient(part, uneLigne === true);
  return (
    <svg
      x={pourcent(part.debut)}
      width={pourcent(part.largeur)}
      height="100%"
      className={styles[part.ton]}
      aria-hidden="true"
    >
      <rect width="100%" height="100%" />
      {large || etroit ? (
        <text className={etroit ? undefined : styles.siLarge} x="8" y={uneLigne ? "50%" : "36%"}>
          {texte}
        </text>
      ) : null}
      {large && !uneLigne ? (
        <text className={styles.siLarge} x="8" y="70%">
          {montant}
        </text>
      ) : null}
    </svg>
  );
}

/** Tones of the upper bar, whose text stands on one line. */
const DEPENSES: ReadonlySet<Part["ton"]> = new Set(["eligible", "hors", "classer"]);

/** What is too narrow to bear its name in the bar. */
function Legende({ parts }: { parts: readonly Part[] }) {
  const items = parts.flatMap((p) => {
    const { large, etroit } = tient(p, DEPENSES.has(p.ton));
    return large && etroit ? [] : [{ part: p, classe: large ? styles.siEtroit : etroit ? styles.siLarge : undefined }];
  });
  if (items.length === 0) return null;
  return (
    <ul className={styles.legende}>
      {items.map(({ part, classe }) => (
        <li key={`${part.ton}-${part.cle}`} className={classe}>
          <svg className={`${styles.pastille} ${styles[part.ton]}`} aria-hidden="true">
            <rect width="100%" height="100%" />
          </svg>
          {part.long} {ecrireEuros(centimes(part.montant))}
        </li>
      ))}
    </ul>
  );
}

/** Hatching: what the subsidy never pays. Referenced by the stylesheet, so once per page. */
function Motifs() {
  return (
    <defs>
      <pattern id="hachures-budget" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="6" height="6" className={styles.fondHachure} />
        <rect width="2.5" height="6" className={styles.traitHachure} />
      </pattern>
    </defs>
  );
}
