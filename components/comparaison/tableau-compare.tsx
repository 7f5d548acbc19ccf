import type { ReactNode } from "react";
import styles from "./tableau-compare.module.css";

export type LigneCompare = {
  cle: string;
  nom: ReactNode;
  avant: ReactNode;
  apres: ReactNode;
  /** Absent: the table has no column for it. */
  ecart?: ReactNode;
  forte?: boolean;
};

/**
 * What was, what is, what separates them. On a narrow screen each row becomes a card that repeats the names of the columns; the
 * roles are written out, since a table laid out otherwise is no table any more for some screen readers.
 */
export function TableauCompare({
  id,
  titre,
  colonne,
  de,
  a,
  lignes,
  montants,
}: {
  id: string;
  titre: string;
  /** Header of the first column. */
  colonne: string;
  de: string;
  a: string;
  lignes: readonly LigneCompare[];
  /** Amounts: figures on the right. */
  montants?: boolean;
}) {
  const avecEcart = lignes.some((l) => l.ecart !== undefined);
  const noms = [de, a, ...(avecEcart ? ["Écart"] : [])];
  const valeur = montants ? `${styles.valeur} ${styles.droite}` : styles.valeur;
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: laid out as cards, the table would lose its roles
    <table className={styles.tableau} id={id} role="table">
      <caption className="fr-sr-only">{titre}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader">
            {colonne}
          </th>
          {noms.map((nom) => (
            <th key={nom} scope="col" role="columnheader" className={montants ? styles.droite : undefined}>
              {nom}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {lignes.map((l) => (
          <tr key={l.cle} role="row" className={l.forte ? styles.forte : undefined}>
            <th scope="row" role="rowheader">
              {l.nom}
            </th>
            {[l.avant, l.apres, ...(avecEcart ? [l.ecart] : [])].map((contenu, i) => (
              <td key={noms[i]} role="cell" className={valeur}>
                <span className={styles.etiquette} aria-hidden="true">
                  {noms[i]}
                </span>
                <span className={styles.contenu}>{contenu}</span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
    // biome-ignore-end lint/a11y/noRedundantRoles: laid out as cards, the table would lose its roles
  );
}
