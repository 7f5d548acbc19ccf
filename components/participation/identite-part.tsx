import { Fragment } from "react";
import styles from "@/components/equipe/equipe.module.css";
import { CATEGORIES, NATURES } from "@/lib/domain/nomenclatures";
import type { Part } from "@/lib/schemas/participation";

/** What the team alone writes of a partner: read only. */
export function IdentitePart({ part }: { part: Part }) {
  return (
    <>
      <dl className={styles.faits}>
        {faits(part).map(([terme, valeur]) => (
          <Fragment key={terme}>
            <dt>{terme}</dt>
            <dd>{valeur}</dd>
          </Fragment>
        ))}
      </dl>
      <p className="fr-text--sm">
        Une de ces informations est inexacte ? Écrivez à l’équipe du dossier, par exemple à la personne qui vous a
        invité.
      </p>
    </>
  );
}

const faits = ({ nature, categorie, chefDeFile, siret, uai }: Part): [string, string][] =>
  [
    ["Nature", nature === null ? "Non renseignée" : NATURES.libelles[nature]],
    ["Catégorie", categorie === null ? "Non renseignée" : CATEGORIES.libelles[categorie]],
    ["Place dans le projet", chefDeFile ? "Chef de file" : "Partenaire"],
    ["SIRET", siret],
    ["UAI", uai],
  ].filter((fait): fait is [string, string] => fait[1] !== null);
