// biome-ignore-all lint/a11y/noRedundantRoles: rows are laid out as grids, and browsers then forget the table
// biome-ignore-all lint/a11y/noNoninteractiveElementToInteractiveRole: the cells of a grid take the focus
import type { Centimes } from "@/lib/domain/argent";
import type { Totaux } from "@/lib/domain/budget";
import { ecrireEurosSansUnite } from "@/lib/domain/ecriture";
import styles from "./cellule.module.css";

/** Subtotals and totals: read, never typed in. `arret`: the column that holds the grid's stop of Tab. */
export function CasesSommes({ totaux, tiret, arret }: { totaux: Totaux; tiret?: boolean; arret: number | null }) {
  const ecrire = (m: Centimes) => (tiret && m === 0n ? "—" : ecrireEurosSansUnite(m));
  const valeurs = [...totaux.parAnnee, totaux.total];
  return valeurs.map((montant, colonne) => (
    <td
      // biome-ignore lint/suspicious/noArrayIndexKey: a column is its rank
      key={colonne}
      role="gridcell"
      aria-colindex={colonne + 2}
      className={colonne === valeurs.length - 1 ? styles.total : undefined}
      data-colonne={colonne}
      tabIndex={arret === colonne ? 0 : -1}
    >
      {ecrire(montant)}
    </td>
  ));
}

/** Heading of a partner's block: folds it. */
export function EntetePartenaire({
  nom,
  chefDeFile,
  replie,
  vide,
  arret,
  surBascule,
}: {
  nom: string;
  chefDeFile: boolean;
  replie: boolean;
  vide: boolean;
  arret: number | null;
  surBascule: () => void;
}) {
  return (
    <th scope="row" role="rowheader" aria-colindex={1} className={styles.poste} data-colonne={-1}>
      <button
        type="button"
        tabIndex={arret === -1 ? 0 : -1}
        className={`${styles.bascule} ${replie ? "fr-icon-arrow-right-s-line" : "fr-icon-arrow-down-s-line"}`}
        aria-expanded={!replie}
        onClick={surBascule}
      >
        <span>
          {nom}
          {chefDeFile ? <span className={styles.discret}> chef de file</span> : null}
          {vide ? <span className={styles.detail}>Aucune dépense</span> : null}
        </span>
      </button>
    </th>
  );
}

export function EnteteSomme({ nom, arret }: { nom: string; arret: number | null }) {
  return (
    <th
      scope="row"
      role="rowheader"
      aria-colindex={1}
      className={styles.poste}
      data-colonne={-1}
      tabIndex={arret === -1 ? 0 : -1}
    >
      {nom}
    </th>
  );
}
