// biome-ignore-all lint/a11y/noRedundantRoles: rows are laid out as grids, and browsers then forget the table
// biome-ignore-all lint/a11y/noNoninteractiveElementToInteractiveRole: the cells of a grid take the focus
"use client";
import { memo } from "react";
import { montantAuRepos } from "@/components/dsfr/champ-montant";
import type { Rangee } from "@/lib/domain/budget";
import { ecrireEurosSansUnite } from "@/lib/domain/ecriture";
import styles from "./cellule.module.css";
import { Editeur } from "./editeur";
import { nomAnnee, nomMarque, nomPoste, nomRangee } from "./noms";
import type { Edition, Tableur } from "./usage-tableur";

export type ProprietesRangee = {
  rangee: Rangee;
  partenaire: string;
  /** Rank in the whole grid, from 1, header included. */
  rang: number;
  /** Fault of each cell, in the order of the columns; null: none in the row. */
  fautes: readonly (string | undefined)[] | null;
  /** Which cells two people wrote; null: none in the row. */
  conflits: readonly boolean[] | null;
  lectureSeule: boolean;
  /** Column that holds the grid's stop of Tab; null: another row does. */
  arret: number | null;
  selection: readonly [number, number] | null;
  edition: Edition | null;
  gestes: Tableur["gestes"];
  surModification: (cle: string) => void;
};

/** A cell without a line needs an id of its own; a row without any amount lends its waiting line's to its first cell. */
export function idCellule(rangee: Rangee, colonne: number): string {
  const { index, annee } = rangee.cellules[colonne] ?? { index: null, annee: null };
  if (index !== null) return `budget-${index}-montant`;
  const [premiere] = rangee.lignes;
  if (premiere === undefined) return `case-budget-${rangee.partenaire}-${rangee.poste}-${annee ?? "sans-annee"}`;
  const enAttente = colonne === 0 && rangee.cellules.every((c) => c.index === null);
  return enAttente ? `budget-${premiere}-montant` : `budget-${premiere}-case-${annee}`;
}

const memeListe = (a: readonly unknown[] | null, b: readonly unknown[] | null): boolean =>
  a === b || (a !== null && b !== null && a.length === b.length && a.every((v, i) => v === b[i]));

/** One row. Only those whose figures, ranks, faults or selection changed are drawn again. */
export const RangeeBudget = memo(
  function RangeeBudget(p: ProprietesRangee) {
    const { rangee, partenaire } = p;
    const hors = rangee.assiette !== "oui";
    const marque = nomMarque(rangee);
    const nom = nomRangee(rangee, partenaire);
    const vide = rangee.cellules.every((c) => c.montant === null);
    const total = rangee.cellules.length;
    return (
      <>
        <th
          scope="row"
          role="rowheader"
          aria-colindex={1}
          className={styles.poste}
          data-colonne={-1}
          tabIndex={rangee.lignes.length > 0 ? undefined : p.arret === -1 ? 0 : -1}
        >
          <span className={styles.intitule}>
            {hors ? `${partenaire} : ` : ""}
            {hors ? nomPoste(rangee).toLocaleLowerCase("fr") : nomPoste(rangee)}
            {rangee.libelle || marque ? (
              <span className={styles.detail}>{[rangee.libelle, marque].filter(Boolean).join(", ")}</span>
            ) : null}
          </span>
          {rangee.lignes.length > 0 ? (
            <button
              type="button"
              tabIndex={p.arret === -1 ? 0 : -1}
              className={`fr-btn fr-btn--tertiary-no-outline fr-btn--sm ${p.lectureSeule ? "fr-icon-question-line" : "fr-icon-edit-line"} ${styles.modifier}`}
              aria-haspopup="dialog"
              title={`${p.lectureSeule ? "Voir" : "Modifier"} la ligne ${nom}`}
              onClick={() => p.surModification(rangee.cle)}
            >
              {p.lectureSeule ? "Voir" : "Modifier"} la ligne {nom}
            </button>
          ) : null}
        </th>
        {rangee.cellules.map((c, colonne) => (
          <Case
            key={String(c.annee)}
            p={p}
            colonne={colonne}
            nom={`${nom}, ${nomAnnee(c.annee)}`}
            montant={c.montant}
          />
        ))}
        <td
          role="gridcell"
          aria-colindex={total + 2}
          className={styles.total}
          data-colonne={total}
          tabIndex={p.arret === total ? 0 : -1}
        >
          {vide ? <Rien /> : ecrireEurosSansUnite(rangee.total)}
        </td>
      </>
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
    a.arret === b.arret &&
    a.edition === b.edition &&
    a.gestes === b.gestes &&
    a.surModification === b.surModification &&
    memeListe(a.selection, b.selection) &&
    memeListe(a.conflits, b.conflits) &&
    memeListe(a.fautes, b.fautes),
);

/** « — » for the eye; a screen reader hears that there is nothing. */
const Rien = () => (
  <>
    <span className={styles.discret} aria-hidden="true">
      —
    </span>
    <span className="fr-sr-only">vide</span>
  </>
);

function Case({
  p,
  colonne,
  nom,
  montant,
}: {
  p: ProprietesRangee;
  colonne: number;
  nom: string;
  montant: string | null;
}) {
  const id = idCellule(p.rangee, colonne);
  const faute = p.fautes?.[colonne];
  const conflit = p.conflits?.[colonne] === true;
  const choisie = p.selection !== null && colonne >= p.selection[0] && colonne <= p.selection[1];
  const enEdition = p.edition?.colonne === colonne;
  const classes = [
    styles.case,
    faute && !conflit && styles.enFaute,
    conflit && styles.conflit,
    choisie && styles.choisie,
  ];
  return (
    <td
      role="gridcell"
      id={id}
      aria-colindex={colonne + 2}
      aria-label={`${nom}\u202f: ${montant === null ? "vide" : montantAuRepos(montant)}`}
      aria-describedby={faute ? `${id}-faute` : undefined}
      aria-selected={choisie}
      aria-invalid={faute ? true : undefined}
      aria-readonly={p.lectureSeule ? true : undefined}
      className={classes.filter(Boolean).join(" ")}
      data-colonne={colonne}
      data-case={nom}
      tabIndex={p.arret === colonne ? 0 : -1}
    >
      {enEdition && p.edition ? <Editeur edition={p.edition} nom={nom} gestes={p.gestes} /> : null}
      {conflit ? <span className={`fr-icon-warning-fill fr-icon--sm ${styles.icone}`} aria-hidden="true" /> : null}
      {enEdition ? null : montant === null ? <Rien /> : <span>{montantAuRepos(montant)}</span>}
      {faute ? (
        <span id={`${id}-faute`} className={styles.faute}>
          {faute}
        </span>
      ) : null}
    </td>
  );
}
