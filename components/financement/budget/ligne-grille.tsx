// biome-ignore-all lint/a11y/useSemanticElements: a heading of rows that spans the whole table
// biome-ignore-all lint/a11y/noRedundantRoles: rows are laid out as grids, and browsers then forget the table
// biome-ignore-all lint/a11y/noNoninteractiveElementToInteractiveRole: the cells of a grid take the focus
"use client";
import { memo } from "react";
import type { Rang } from "@/lib/domain/grille/rangs";
import cases from "./cellule.module.css";
import styles from "./grille.module.css";
import { RangeeBudget } from "./rangee";
import { CasesSommes, EntetePartenaire } from "./sommes";
import type { Edition, Tableur } from "./usage-tableur";

export type ProprietesLigne = {
  rang: Rang;
  /** aria-rowindex: from 1, header included. */
  numero: number;
  index: number;
  /** Pixels from the top of the body; null: rows follow one another. */
  debut: number | null;
  mesurer: ((noeud: HTMLTableRowElement | null) => void) | undefined;
  partenaire: string;
  chefDeFile: boolean;
  fautes: Readonly<Record<string, string>> | null;
  conflits: ReadonlyMap<string, string> | null;
  lectureSeule: boolean;
  arret: number | null;
  c0: number | null;
  c1: number | null;
  edition: Edition | null;
  gestes: Tableur["gestes"];
  colonnes: number;
  surModification: (cle: string) => void;
  surBascule: (partenaire: string | null, replie: boolean) => void;
};

const TITRES = {
  a_classer: { nom: "Poste à préciser", suite: "dans le coût total, pas encore dans le coût éligible" },
  hors_assiette: {
    nom: "Hors assiette",
    suite: "payé par les cofinancements, jamais par la subvention (Rapport IGÉSR, chap. 4 § 1.2, note 156)",
  },
} as const;

function classeDe(rang: Rang): string {
  if (rang.type === "partenaire") return `${styles.somme} ${styles.partenaire}`;
  if (rang.type === "titre") return styles.titre ?? "";
  return rang.rangee.assiette === "non" ? `${cases.rangee} ${styles.hachuree}` : (cases.rangee ?? "");
}

/** One row of the body, whatever it is, at its place. */
export const LigneGrille = memo(function LigneGrille(p: ProprietesLigne) {
  const { rang, debut, mesurer } = p;
  return (
    <tr
      role="row"
      aria-rowindex={p.numero}
      data-rang={rang.cle}
      data-index={p.index}
      data-rangee={rang.type === "rangee" ? rang.cle : undefined}
      className={classeDe(rang)}
      ref={(noeud) => {
        if (noeud === null) return;
        noeud.style.top = debut === null ? "" : `${debut}px`;
        mesurer?.(noeud);
      }}
    >
      <Contenu p={p} />
    </tr>
  );
});

function Contenu({ p }: { p: ProprietesLigne }) {
  const { rang } = p;
  if (rang.type === "titre") {
    const { nom, suite } = TITRES[rang.titre];
    return (
      <th role="rowheader" colSpan={p.colonnes} aria-colspan={p.colonnes} aria-colindex={1}>
        <strong>{nom}</strong> : {suite}
      </th>
    );
  }
  if (rang.type === "partenaire")
    return (
      <>
        <EntetePartenaire
          nom={p.partenaire}
          chefDeFile={p.chefDeFile}
          replie={rang.replie}
          vide={rang.vide}
          arret={p.arret}
          surBascule={() => p.surBascule(rang.partenaire, !rang.replie)}
        />
        <CasesSommes totaux={rang.totaux} tiret arret={p.arret} />
      </>
    );
  const { rangee } = rang;
  const { fautes, conflits } = p;
  const chemins = rangee.cellules.map((c) => (c.index === null ? null : `budget.${c.index}.montant`));
  const lues = fautes === null ? null : chemins.map((c) => (c === null ? undefined : fautes[c]));
  const enConflit = conflits === null ? null : chemins.map((c) => c !== null && conflits.has(c));
  return (
    <RangeeBudget
      rangee={rangee}
      partenaire={p.partenaire}
      rang={p.numero}
      fautes={lues?.some((f) => f !== undefined) ? lues : null}
      conflits={enConflit?.includes(true) ? enConflit : null}
      lectureSeule={p.lectureSeule}
      arret={p.arret}
      selection={p.c0 === null || p.c1 === null ? null : [p.c0, p.c1]}
      edition={p.edition}
      gestes={p.gestes}
      surModification={p.surModification}
    />
  );
}
