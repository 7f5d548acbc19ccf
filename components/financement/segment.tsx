"use client";
import { centimes } from "@/lib/domain/argent";
import { ecrireEuros } from "@/lib/domain/ecriture";
import styles from "./barres.module.css";
import { motifDe } from "./motifs";
import type { Part } from "./vue-plan";

/** Widths of the drawing on a wide and on a narrow screen, and of a letter, in px: enough to know which names fit. */
const LARGE = 600;
const ETROIT = 300;
const LETTRE = 6.6;
const MARGES = 16;

export type Lignes = "une" | "deux" | "nom";

const place = (largeur: number, px: number, lettres: number) => (largeur * px) / 10_000 >= lettres * LETTRE + MARGES;
/** Whether a part bears its text on a wide screen, and at least its name on a narrow one. */
export function tient(part: Part, lignes: Lignes): { large: boolean; etroit: boolean } {
  const montant = ecrireEuros(centimes(part.montant)).length;
  const nom = part.court.length;
  return {
    large: place(
      part.largeur,
      LARGE,
      lignes === "une" ? nom + 1 + montant : lignes === "nom" ? nom : Math.max(nom, montant),
    ),
    etroit: place(part.largeur, ETROIT, lignes === "une" ? nom + 1 + montant : nom),
  };
}

export const pourcent = (n: number) => `${n / 100}%`;

export const enPhrase = (nom: string, parts: readonly Part[]): string =>
  parts.length === 0
    ? `${nom} : rien`
    : `${nom} : ${parts.map((p) => `${p.long}, ${ecrireEuros(p.montant)}`).join(" ; ")}`;

/** A nested svg cuts what goes beyond it: a name never runs over its neighbour. */
export function Segment({ part, lignes }: { part: Part; lignes: Lignes }) {
  const montant = ecrireEuros(centimes(part.montant));
  const texte = lignes === "une" ? `${part.court} ${montant}` : part.court;
  const { large, etroit } = tient(part, lignes);
  return (
    <svg
      x={pourcent(part.debut)}
      width={pourcent(part.largeur)}
      height="100%"
      className={styles[part.ton]}
      aria-hidden="true"
    >
      <Fond ton={part.ton} />
      {large || etroit ? (
        <text className={etroit ? undefined : styles.siLarge} x="8" y={lignes === "deux" ? "36%" : "50%"}>
          {texte}
        </text>
      ) : null}
      {large && lignes === "deux" ? (
        <text className={styles.siLarge} x="8" y="70%">
          {montant}
        </text>
      ) : null}
    </svg>
  );
}

function Fond({ ton }: { ton: Part["ton"] }) {
  const motif = motifDe(ton);
  return (
    <>
      <rect width="100%" height="100%" />
      {motif ? <rect width="100%" height="100%" className={motif} /> : null}
    </>
  );
}

export function Pastille({ ton }: { ton: Part["ton"] }) {
  return (
    <svg className={`${styles.pastille} ${styles[ton]}`} aria-hidden="true">
      <Fond ton={ton} />
    </svg>
  );
}
