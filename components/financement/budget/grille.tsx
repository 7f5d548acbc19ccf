"use client";
import { Fragment, useCallback } from "react";
import type { Centimes } from "@/lib/domain/argent";
import type { Grille, Rangee, Totaux } from "@/lib/domain/budget";
import { ecrireEurosSansUnite } from "@/lib/domain/ecriture";
import styles from "./budget.module.css";
import { nomAnnee, SANS_PARTENAIRE } from "./noms";
import { RangeeBudget } from "./rangee";
import type { ResultatCollage, UsageBudget } from "./usage-budget";

/** Columns beyond which the table scrolls sideways instead of squeezing its amounts. */
const COLONNES_TENUES = 6;

/** Partner × post × year. Roles are written out: rows are laid out as grids, which makes browsers forget the table. */
export function GrilleBudget({
  budget,
  surModification,
  surCollage,
}: {
  budget: UsageBudget;
  surModification: (cle: string) => void;
  surCollage: (resultat: ResultatCollage) => void;
}) {
  const { grille, partenaires, erreurs, lectureSeule, gestes } = budget;
  const noms = new Map<string | null, { nom: string; chefDeFile: boolean }>(partenaires.map((p) => [p.id, p]));
  const nomDe = (id: string | null) => noms.get(id)?.nom ?? (id === null ? SANS_PARTENAIRE : id);
  const enFaute = Object.keys(erreurs).length > 0;
  const rangee = useCallback(
    (r: Rangee, partenaire: string) => (
      <RangeeBudget
        key={r.cle}
        rangee={r}
        partenaire={partenaire}
        fautes={
          enFaute ? r.cellules.map((c) => (c.index === null ? undefined : erreurs[`budget.${c.index}.montant`])) : null
        }
        lectureSeule={lectureSeule}
        gestes={gestes}
        surModification={surModification}
        surCollage={surCollage}
      />
    ),
    [enFaute, erreurs, lectureSeule, gestes, surModification, surCollage],
  );
  const large = grille.annees.length > COLONNES_TENUES;
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: see above
    <div className={large ? styles.defile : undefined}>
      <table className={styles.grille} role="table" aria-labelledby="titre-section">
        <thead role="rowgroup" className={styles.entete}>
          <tr role="row">
            <th scope="col" role="columnheader">
              Partenaire et poste <span className={styles.discret}>(en euros)</span>
            </th>
            {grille.annees.map((a) => (
              <th key={String(a)} scope="col" role="columnheader">
                {nomAnnee(a)}
              </th>
            ))}
            <th scope="col" role="columnheader">
              Total
            </th>
          </tr>
        </thead>
        {grille.blocs.map((bloc) => (
          <tbody key={String(bloc.partenaire)} role="rowgroup" className={styles.bloc}>
            <LigneTotal
              classe={styles.partenaire}
              nom={
                <>
                  {nomDe(bloc.partenaire)}
                  {noms.get(bloc.partenaire)?.chefDeFile ? <span className={styles.discret}> chef de file</span> : null}
                </>
              }
              annees={grille.annees}
              totaux={bloc}
              tiret
            />
            {bloc.rangees.map((r) => rangee(r, nomDe(r.partenaire)))}
          </tbody>
        ))}
        <Pied grille={grille} rangee={(r) => rangee(r, nomDe(r.partenaire))} />
      </table>
    </div>
    // biome-ignore-end lint/a11y/noRedundantRoles: see above
  );
}

function Pied({ grille, rangee }: { grille: Grille; rangee: (r: Rangee) => React.ReactNode }) {
  const { annees } = grille;
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: see above
    <>
      {grille.aClasser.length > 0 ? (
        <tbody role="rowgroup" className={styles.bloc}>
          <Titre colonnes={annees.length + 2}>
            <strong>Poste à préciser</strong> : dans le coût total, pas encore dans le coût éligible
          </Titre>
          {grille.aClasser.map(rangee)}
        </tbody>
      ) : null}
      <tbody role="rowgroup" className={styles.pied}>
        <LigneTotal classe={styles.eligible} nom="Coût éligible" annees={annees} totaux={grille.coutEligible} />
      </tbody>
      {grille.horsAssiette.length > 0 ? (
        <tbody role="rowgroup" className={styles.pied}>
          <Titre colonnes={annees.length + 2}>
            <strong>Hors assiette</strong> : payé par les cofinancements, jamais par la subvention (Rapport IGÉSR, chap.
            4 § 1.2, note 156)
          </Titre>
          {grille.horsAssiette.map((r) => (
            <Fragment key={r.cle}>{rangee(r)}</Fragment>
          ))}
          <LigneTotal nom="Total hors assiette" annees={annees} totaux={grille.totalHorsAssiette} />
        </tbody>
      ) : null}
      <tbody role="rowgroup" className={styles.pied}>
        <LigneTotal classe={styles.coutTotal} nom="Coût total" annees={annees} totaux={grille.coutTotal} />
      </tbody>
    </>
    // biome-ignore-end lint/a11y/noRedundantRoles: see above
  );
}

const Titre = ({ colonnes, children }: { colonnes: number; children: React.ReactNode }) => (
  // biome-ignore lint/a11y/noRedundantRoles: see above
  <tr role="row" className={styles.titre}>
    {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
    <td role="cell" colSpan={colonnes}>
      {children}
    </td>
  </tr>
);

function LigneTotal({
  nom,
  annees,
  totaux,
  classe,
  tiret,
}: {
  nom: React.ReactNode;
  annees: readonly (number | null)[];
  totaux: Totaux;
  classe?: string | undefined;
  /** A partner that spends nothing a year has « — », as its rows do; a grand total says 0,00. */
  tiret?: boolean;
}) {
  const ecrire = (m: Centimes) => (tiret && m === 0n ? "—" : ecrireEurosSansUnite(m));
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: see above
    <tr role="row" className={`${styles.somme} ${classe ?? ""}`}>
      <th scope="row" role="rowheader">
        <span>{nom}</span>
      </th>
      {annees.map((a, i) => (
        <td key={String(a)} role="cell" data-libelle={nomAnnee(a)}>
          {ecrire(totaux.parAnnee[i] as Centimes)}
        </td>
      ))}
      <td role="cell" className={styles.total} data-libelle="Total">
        {ecrire(totaux.total)}
      </td>
    </tr>
    // biome-ignore-end lint/a11y/noRedundantRoles: see above
  );
}
