"use client";
import { useRegime } from "@/components/dossier/espace-contexte";
import { ecrireEuros, ecrireTaux } from "@/lib/domain/ecriture";
import { certain, type Total } from "@/lib/domain/faits";
import { ecrireTauxPlafond } from "@/lib/domain/plafond";
import { auDelaDuPlafond, type LigneReversement, type Reversements } from "@/lib/domain/repartition";
import styles from "./financement.module.css";

const montant = (t: Total): string => (certain(t) ? ecrireEuros(t.min) : `au moins ${ecrireEuros(t.min)}`);

/** What each partner spends and receives, at which rate, and what the chef de file passes on. */
export function TableauReversements({
  reversements: r,
  nom,
}: {
  reversements: Reversements;
  nom: (partenaire: string | undefined) => string;
}) {
  const regime = useRegime();
  if (r.lignes.every((l) => l.subvention === null)) return null;
  const hauts = r.lignes.filter((l) => auDelaDuPlafond(l, regime.seuils.plafond));
  // biome-ignore-start lint/a11y/noRedundantRoles: the rows become cards on a narrow screen, and browsers then forget the table
  return (
    <div className={styles.reversements}>
      <h4 className="fr-h6" id="titre-reversements">
        Reversé par le chef de file
      </h4>
      <p className={styles.detail}>
        {r.chefs === 1
          ? "Le chef de file reçoit toute la subvention, garde sa part et reverse les autres."
          : r.chefs === 0
            ? "Aucun partenaire n’est chef de file : désignez-le dans la section Partenaires."
            : "Plusieurs partenaires sont chefs de file : n’en gardez qu’un dans la section Partenaires."}
      </p>
      <table className={styles.tableau} role="table" aria-labelledby="titre-reversements">
        <thead role="rowgroup">
          <tr role="row">
            {["Partenaire", "Coût éligible", "Part de la subvention", "Taux", "Reversé"].map((titre, i) => (
              <th key={titre} scope="col" role="columnheader" className={i === 0 ? undefined : styles.droite}>
                {titre}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {r.lignes.map((l) => (
            <tr role="row" key={l.partenaire ?? "sans-partenaire"}>
              <th scope="row" role="rowheader">
                <span className={styles.nom}>{nom(l.partenaire)}</span>
                {l.chefDeFile ? <span className={styles.detail}>Chef de file</span> : null}
              </th>
              <td role="cell" data-libelle="Coût éligible" className={styles.montant}>
                {montant(l.coutEligible)}
              </td>
              <td role="cell" data-libelle="Part de la subvention" className={styles.montant}>
                {l.subvention === null ? "—" : montant(l.subvention)}
              </td>
              <td role="cell" data-libelle="Taux" className={styles.montant}>
                <Taux ligne={l} />
              </td>
              <td role="cell" data-libelle="Reversé" className={styles.montant}>
                {l.chefDeFile ? "—" : ecrireEuros(l.reverse)}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot role="rowgroup">
          <tr role="row">
            <th scope="row" role="rowheader" colSpan={4}>
              Total reversé
            </th>
            <td role="cell" className={styles.montant}>
              {ecrireEuros(r.reverse)}
            </td>
          </tr>
          <tr role="row">
            <th scope="row" role="rowheader" colSpan={4}>
              {r.garde < 0n ? "Reversé au-delà de la subvention" : "Gardé par le chef de file"}
            </th>
            <td role="cell" className={styles.montant}>
              {ecrireEuros((r.garde < 0n ? -r.garde : r.garde) as typeof r.garde)}
            </td>
          </tr>
        </tfoot>
      </table>
      {hauts.length > 0 ? (
        <p className={styles.info}>
          <span className="fr-icon-information-line fr-icon--sm" aria-hidden="true" />{" "}
          {hauts.map((l) => nom(l.partenaire)).join(", ")} : au-delà de {ecrireTauxPlafond(regime)} de ses dépenses
          éligibles. Ce n’est pas une faute : le plafond se calcule sur tout le projet.
        </p>
      ) : null}
    </div>
  );
  // biome-ignore-end lint/a11y/noRedundantRoles: see above
}

function Taux({ ligne }: { ligne: LigneReversement }) {
  if (ligne.taux !== null) return ecrireTaux(ligne.taux);
  return <span className={styles.discret}>{ligne.sansCout ? "Aucun coût éligible" : "—"}</span>;
}
