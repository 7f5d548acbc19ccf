import Link from "next/link";
import type { ReactNode } from "react";
import styles from "./tableau.module.css";

/** Where the header's link leads, and how the list is sorted by this column now (null: it is not). */
export type TriColonne = { href: string; actuel: "asc" | "desc" | null; suivant: "asc" | "desc" };

export type Colonne<L> = {
  cle: string;
  nom: string;
  contenu: (ligne: L) => ReactNode;
  tri?: TriColonne;
  /** Amounts, counts, dates. */
  aDroite?: boolean;
  /** Never cut at the end of a line. */
  court?: boolean;
  /** The column that names the row: exactly one. */
  entete?: boolean;
  /** Header for screen readers only: a column of buttons, of boxes. */
  nomMasque?: boolean;
};

/**
 * The one table of the portal. Wider than its place, it scrolls inside a region that the keyboard reaches and that says its
 * name; the page itself never scrolls sideways. Nothing to show: `vide` instead. Usable on the server and in the browser.
 */
export function Tableau<L>({
  id,
  titre,
  titreVisible,
  colonnes,
  lignes,
  cle,
  vide,
}: {
  /** DOM id of the table, unique on the page. */
  id: string;
  titre: string;
  titreVisible?: boolean;
  colonnes: readonly Colonne<L>[];
  lignes: readonly L[];
  cle: (ligne: L) => string;
  vide?: ReactNode;
}) {
  if (lignes.length === 0 && vide !== undefined) return <div className={styles.vide}>{vide}</div>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable with the keyboard
    <section className={styles.cadre} aria-labelledby={`${id}-titre`} tabIndex={0}>
      <table className={styles.tableau} id={id}>
        <caption id={`${id}-titre`} className={titreVisible ? styles.titre : "fr-sr-only"}>
          {titre}
        </caption>
        <thead>
          <tr>
            {colonnes.map((c) => (
              <EnTete key={c.cle} colonne={c} />
            ))}
          </tr>
        </thead>
        <tbody>
          {lignes.map((ligne) => (
            <tr key={cle(ligne)}>
              {colonnes.map((c) =>
                c.entete ? (
                  <th key={c.cle} scope="row" className={classe(c)}>
                    {c.contenu(ligne)}
                  </th>
                ) : (
                  <td key={c.cle} className={classe(c)}>
                    {c.contenu(ligne)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const classe = ({ aDroite, court }: { aDroite?: boolean; court?: boolean }): string | undefined =>
  [aDroite && styles.droite, court && styles.court].filter(Boolean).join(" ") || undefined;

function EnTete<L>({ colonne: { nom, tri, aDroite, nomMasque } }: { colonne: Colonne<L> }) {
  const className = aDroite ? styles.droite : undefined;
  if (!tri)
    return (
      <th scope="col" className={className}>
        {nomMasque ? <span className="fr-sr-only">{nom}</span> : nom}
      </th>
    );
  const { href, actuel, suivant } = tri;
  const etat = actuel === null ? "none" : actuel === "asc" ? "ascending" : "descending";
  return (
    <th scope="col" aria-sort={etat} className={className}>
      <Link href={href} className={styles.tri} scroll={false}>
        {nom}
        <span className="fr-sr-only">, trier par ordre {suivant === "asc" ? "croissant" : "décroissant"}</span>
        {actuel === null ? null : (
          <span
            className={`${actuel === "asc" ? "fr-icon-arrow-up-line" : "fr-icon-arrow-down-line"} fr-icon--sm`}
            aria-hidden="true"
          />
        )}
      </Link>
    </th>
  );
}
