import type { LigneArgent } from "@/lib/domain/comparaison/montants";
import styles from "./comparaison.module.css";
import { ecrireCote, ecrireEcart } from "./vue";

const HAUTEUR = 46;
const LETTRES = 42;

const largeur = (montant: bigint | undefined, max: bigint): string =>
  montant === undefined || max === 0n ? "0" : `${Number((montant * 10_000n) / max) / 100}%`;
const abreger = (nom: string): string => (nom.length > LETTRES ? `${nom.slice(0, LETTRES - 1).trimEnd()}…` : nom);

/**
 * Two bars from zero for each row, the former outlined, the latter filled: they read without colour, on paper too. Drawn by
 * the server, in percent of the width; names and sums are whole in the table below.
 */
export function Barres({
  titre,
  lignes,
  de,
  a,
}: {
  titre: string;
  lignes: readonly (LigneArgent & { nom: string })[];
  de: string;
  a: string;
}) {
  const max = lignes.reduce(
    (m, l) => [l.avant?.montant ?? 0n, l.apres?.montant ?? 0n].reduce((x: bigint, y) => (x > y ? x : y), m),
    0n,
  );
  if (max === 0n) return null;
  const phrase = lignes
    .map((l) => {
      const [avant, apres] = [ecrireCote(l.avant) ?? "rien", ecrireCote(l.apres) ?? "rien"];
      return l.ecart === 0n && avant === apres
        ? `${l.nom} : ${apres}, inchangé`
        : `${l.nom} : de ${avant} à ${apres}, ${ecrireEcart(l.ecart)}`;
    })
    .join(" ; ");
  return (
    <figure className={styles.figure}>
      <svg
        className={styles.barres}
        width="100%"
        height={lignes.length * HAUTEUR}
        role="img"
        aria-label={`${titre}. ${phrase}.`}
      >
        {lignes.map((l, i) => (
          <g key={l.cle ?? "non-renseigne"}>
            <text x="0" y={i * HAUTEUR + 13}>
              {abreger(l.nom)}
            </text>
            <rect
              className={styles.barreAvant}
              x="0"
              y={i * HAUTEUR + 19.5}
              height="9"
              width={largeur(l.avant?.montant, max)}
            />
            <rect
              className={styles.barreApres}
              x="0"
              y={i * HAUTEUR + 30}
              height="9"
              width={largeur(l.apres?.montant, max)}
            />
          </g>
        ))}
      </svg>
      <figcaption className={styles.legende}>
        <span>
          <svg className={styles.pastille} aria-hidden="true">
            <rect className={styles.barreAvant} x="0.5" y="0.5" width="23" height="9" />
          </svg>
          {de}
        </span>
        <span>
          <svg className={styles.pastille} aria-hidden="true">
            <rect className={styles.barreApres} x="0" y="0" width="24" height="10" />
          </svg>
          {a}
        </span>
      </figcaption>
    </figure>
  );
}
