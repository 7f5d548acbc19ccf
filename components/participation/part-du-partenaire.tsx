import type { ReactNode } from "react";
import { LettreEnMots } from "@/components/consortium/etat-lettre";
import { type Colonne, Tableau } from "@/components/dsfr/tableau";
import styles from "@/components/equipe/equipe.module.css";
import { CATEGORIES, NATURES, NATURES_FINANCEMENT, SOURCES } from "@/lib/domain/nomenclatures";
import type { LigneApport, Part } from "@/lib/schemas/participation";
import { BudgetDuPartenaire } from "./budget-du-partenaire";
import { Montant } from "./totaux";

const APPORTS: readonly Colonne<LigneApport>[] = [
  {
    cle: "source",
    nom: "Source",
    entete: true,
    contenu: ({ source }) => (source === null ? "Source à préciser" : SOURCES.libelles[source]),
  },
  {
    cle: "nature",
    nom: "Nature",
    contenu: ({ nature }) => (nature === null ? "À préciser" : NATURES_FINANCEMENT.libelles[nature]),
  },
  { cle: "engage", nom: "Engagement", contenu: ({ engage }) => (engage ? "Engagé" : "Pas encore engagé") },
  {
    cle: "montant",
    nom: "Montant",
    aDroite: true,
    court: true,
    contenu: ({ montant }) => <Montant montant={montant} />,
  },
];

/** Everything the dossier holds about one partner, read only. */
export function PartDuPartenaire({ part }: { part: Part }) {
  const { cle, nom, budget, apports, lettre, subvention } = part;
  return (
    <section className={styles.bloc} aria-labelledby={`part-${cle}`}>
      <h2 className="fr-h4" id={`part-${cle}`}>
        {nom}
      </h2>
      <dl className={styles.faits}>
        {identite(part).map(([terme, valeur]) => (
          <Fait key={terme} terme={terme}>
            {valeur}
          </Fait>
        ))}
        <Fait terme="Lettre d’engagement">
          <LettreEnMots lettre={lettre} />
          {lettre.type === "signee" && lettre.montant !== undefined ? (
            <span className={styles.detail}>
              <Montant montant={lettre.montant} />
            </span>
          ) : null}
        </Fait>
        <Fait terme="Votre part de la subvention">
          <Montant montant={subvention} />
        </Fait>
      </dl>
      <h3 className="fr-h6">Votre budget</h3>
      <BudgetDuPartenaire id={`budget-${cle}`} nom={nom} budget={budget} />
      <h3 className="fr-h6 fr-mt-4w">Votre cofinancement</h3>
      <Tableau
        id={`apports-${cle}`}
        titre={`Cofinancement apporté par ${nom}`}
        colonnes={APPORTS}
        lignes={apports}
        cle={(apport) => String(apports.indexOf(apport))}
        vide={<p>Aucune ligne du plan de financement n’est à votre nom.</p>}
      />
    </section>
  );
}

function Fait({ terme, children }: { terme: string; children: ReactNode }) {
  return (
    <>
      <dt>{terme}</dt>
      <dd>{children}</dd>
    </>
  );
}

const identite = ({ nature, categorie, chefDeFile, siret, uai, aideEtat }: Part): [string, string][] =>
  [
    ["Nature", nature === null ? "Non renseignée" : NATURES.libelles[nature]],
    ["Rôle", categorie === null ? "Non renseigné" : CATEGORIES.libelles[categorie]],
    ["Place dans le projet", chefDeFile ? "Chef de file" : "Partenaire"],
    ["SIRET", siret],
    ["UAI", uai],
    ["Aide d’État", aideEtat],
  ].filter((fait): fait is [string, string] => fait[1] !== null);
