"use client";
import { memo } from "react";
import { montantAuRepos } from "@/components/dsfr/champ-montant";
import type { Rangee } from "@/lib/domain/budget";
import { ecrireEurosSansUnite } from "@/lib/domain/ecriture";
import styles from "./budget.module.css";
import { Cellule } from "./cellule";
import { nomAnnee, nomMarque, nomPoste, nomRangee } from "./noms";
import type { GestesBudget, ResultatCollage } from "./usage-budget";

export type ProprietesRangee = {
  rangee: Rangee;
  partenaire: string;
  /** Fault of each cell, in the order of the columns. */
  fautes: readonly (string | undefined)[] | null;
  lectureSeule: boolean;
  gestes: GestesBudget;
  surModification: (cle: string) => void;
  surCollage: (resultat: ResultatCollage) => void;
};

/** A cell without a line needs an id of its own; a row without any amount lends its waiting line's to its first cell. */
function idCellule(rangee: Rangee, colonne: number): string {
  const { index, annee } = rangee.cellules[colonne] ?? { index: null, annee: null };
  if (index !== null) return `budget-${index}-montant`;
  const enAttente = colonne === 0 && rangee.cellules.every((c) => c.index === null);
  return enAttente ? `budget-${rangee.lignes[0]}-montant` : `budget-${rangee.lignes[0]}-case-${annee}`;
}

/** One row. With 600 of them, only those whose figures, ranks or faults changed are drawn again. */
export const RangeeBudget = memo(
  function RangeeBudget({
    rangee,
    partenaire,
    fautes,
    lectureSeule,
    gestes,
    surModification,
    surCollage,
  }: ProprietesRangee) {
    const hors = rangee.assiette !== "oui";
    const marque = nomMarque(rangee);
    const nom = nomRangee(rangee, partenaire);
    const vide = rangee.cellules.every((c) => c.montant === null);
    return (
      // biome-ignore-start lint/a11y/noRedundantRoles: rows are laid out as grids, and browsers then forget the table
      <tr
        role="row"
        className={rangee.assiette === "non" ? `${styles.rangee} ${styles.hachuree}` : styles.rangee}
        data-rangee={rangee.cle}
      >
        <th scope="row" role="rowheader" className={styles.poste}>
          <span className={styles.intitule}>
            {hors ? `${partenaire} : ` : ""}
            {hors ? nomPoste(rangee).toLocaleLowerCase("fr") : nomPoste(rangee)}
            {rangee.libelle || marque ? (
              <span className={styles.detail}>{[rangee.libelle, marque].filter(Boolean).join(", ")}</span>
            ) : null}
          </span>
          <button
            type="button"
            className={`fr-btn fr-btn--tertiary-no-outline fr-btn--sm ${lectureSeule ? "fr-icon-question-line" : "fr-icon-edit-line"} ${styles.modifier}`}
            aria-haspopup="dialog"
            title={`${lectureSeule ? "Voir" : "Modifier"} la ligne ${nom}`}
            onClick={() => surModification(rangee.cle)}
          >
            {lectureSeule ? "Voir" : "Modifier"} la ligne {nom}
          </button>
        </th>
        {rangee.cellules.map((c, colonne) => (
          <td key={String(c.annee)} role="cell" className={styles.case} data-libelle={nomAnnee(c.annee)}>
            {lectureSeule ? (
              <span
                id={idCellule(rangee, colonne)}
                tabIndex={-1}
                className={styles.lu}
                data-case={`${nom}, ${nomAnnee(c.annee)}`}
              >
                {c.montant === null ? "—" : montantAuRepos(c.montant)}
              </span>
            ) : (
              <Cellule
                id={idCellule(rangee, colonne)}
                cle={rangee.cle}
                annee={c.annee}
                colonne={colonne}
                montant={c.montant}
                nom={`${nom}, ${nomAnnee(c.annee)}`}
                erreur={fautes?.[colonne]}
                gestes={gestes}
                surCollage={surCollage}
              />
            )}
          </td>
        ))}
        <td role="cell" className={styles.total} data-libelle="Total">
          {vide ? <span className={styles.discret}>—</span> : ecrireEurosSansUnite(rangee.total)}
        </td>
      </tr>
      // biome-ignore-end lint/a11y/noRedundantRoles: see above
    );
  },
  (a, b) =>
    a.rangee.cle === b.rangee.cle &&
    a.rangee.total === b.rangee.total &&
    a.rangee.lignes[0] === b.rangee.lignes[0] &&
    a.rangee.cellules.length === b.rangee.cellules.length &&
    a.rangee.cellules.every((c, i) => {
      const d = b.rangee.cellules[i];
      return d !== undefined && c.montant === d.montant && c.index === d.index && c.annee === d.annee;
    }) &&
    a.partenaire === b.partenaire &&
    a.lectureSeule === b.lectureSeule &&
    a.gestes === b.gestes &&
    a.surModification === b.surModification &&
    a.surCollage === b.surCollage &&
    String(a.fautes) === String(b.fautes),
);
