import Link from "next/link";
import { BadgeVerdictGlobal } from "@/components/dossier/badge-verdict";
import type { Centimes } from "@/lib/domain/argent";
import { ecrireDateCourte, ecrireEuros, ecrireTaux } from "@/lib/domain/ecriture";
import { nomRegion } from "@/lib/domain/nomenclatures";
import type { FiltresListe, Tri } from "@/lib/schemas/filtres";
import { adresse, sensNaturel } from "./adresse";
import styles from "./liste.module.css";
import { detailVerdict, etatEnMots, type LigneListe, REGIMES_COURTS } from "./vue";

const COLONNES: readonly { tri: Tri; nom: string; droite?: true }[] = [
  { tri: "dossier", nom: "Dossier" },
  { tri: "region", nom: "Région académique" },
  { tri: "regime", nom: "Régime" },
  { tri: "etat", nom: "État" },
  { tri: "verdict", nom: "Verdict" },
  { tri: "cout", nom: "Coût total", droite: true },
  { tri: "demande", nom: "Demandé", droite: true },
  { tri: "maj", nom: "Mis à jour", droite: true },
];

const Montant = ({ montant }: { montant: Centimes | null }) =>
  montant === null ? <span className={styles.discret}>Non renseigné</span> : ecrireEuros(montant);

/**
 * Roles are written out because the cells become the blocks of a card on a narrow screen: without them browsers forget that
 * this is a table. `avecRegion`: useless to someone who sees one région only.
 */
export function TableauDossiers({
  chemin,
  valeurs,
  lignes,
  avecRegion,
  titre,
}: {
  chemin: string;
  valeurs: FiltresListe;
  lignes: readonly LigneListe[];
  avecRegion: boolean;
  titre: string;
}) {
  const colonnes = COLONNES.filter((c) => avecRegion || c.tri !== "region");
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: see above
    <table className={styles.tableau} role="table">
      <caption className="fr-sr-only">{titre}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {colonnes.map((c) => (
            <EnTete key={c.tri} chemin={chemin} valeurs={valeurs} {...c} />
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {lignes.map((l) => (
          <tr key={l.id} role="row">
            <th scope="row" role="rowheader" className={styles.nom}>
              <Link href={`/dossiers/${l.id}`} className={styles.lien}>
                {l.acronyme ?? l.titre}
              </Link>
              {l.acronyme ? <span className={styles.detail}>{l.titre}</span> : null}
              <span className={styles.detail}>{l.chefDeFile ?? "Chef de file non désigné"}</span>
            </th>
            {avecRegion ? (
              <td role="cell" data-libelle="Région académique">
                {l.regionAcademique ? (
                  nomRegion(l.regionAcademique)
                ) : (
                  <span className={styles.discret}>Non renseignée</span>
                )}
              </td>
            ) : null}
            <td role="cell" data-libelle="Régime" className={styles.court}>
              {REGIMES_COURTS[l.regime]}
            </td>
            <td role="cell" data-libelle="État">
              {etatEnMots(l)}
            </td>
            <td role="cell" data-libelle="Verdict">
              <div>
                <BadgeVerdictGlobal verdict={l.verdict} petit />
                <span className={styles.detail}>{detailVerdict(l)}</span>
              </div>
            </td>
            <td role="cell" data-libelle="Coût total" className={styles.montant}>
              <Montant montant={l.coutTotal} />
            </td>
            <td role="cell" data-libelle="Demandé" className={styles.montant}>
              <div>
                <Montant montant={l.subvention} />
                {l.taux === null || l.subvention === null ? null : (
                  <span className={styles.detail}>{ecrireTaux(l.taux)} de l’éligible</span>
                )}
              </div>
            </td>
            <td role="cell" data-libelle="Mis à jour" className={styles.montant}>
              <time dateTime={l.modifieLe}>{ecrireDateCourte(l.modifieLe)}</time>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
    // biome-ignore-end lint/a11y/noRedundantRoles: see above
  );
}

function EnTete({
  chemin,
  valeurs,
  tri,
  nom,
  droite,
}: {
  chemin: string;
  valeurs: FiltresListe;
  tri: Tri;
  nom: string;
  droite?: true;
}) {
  const actif = valeurs.tri === tri;
  const croissant = valeurs.sens === "asc";
  const suite = actif ? (croissant ? "desc" : "asc") : sensNaturel(tri);
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: same as the table's other roles
    <th
      scope="col"
      role="columnheader"
      aria-sort={actif ? (croissant ? "ascending" : "descending") : "none"}
      className={droite ? styles.droite : undefined}
    >
      <Link href={adresse(chemin, valeurs, { tri, sens: suite })} className={styles.tri} scroll={false}>
        {nom}
        <span className="fr-sr-only">, trier par ordre {suite === "asc" ? "croissant" : "décroissant"}</span>
        {actif ? (
          <span
            className={`${croissant ? "fr-icon-arrow-up-line" : "fr-icon-arrow-down-line"} fr-icon--sm`}
            aria-hidden="true"
          />
        ) : null}
      </Link>
    </th>
    // biome-ignore-end lint/a11y/noRedundantRoles: same
  );
}
