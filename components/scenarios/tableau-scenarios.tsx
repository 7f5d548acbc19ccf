"use client";
import { Fragment, type ReactNode, useState } from "react";
import { BadgeVerdictGlobal } from "@/components/dossier/badge-verdict";
import { accorder, typographie } from "@/lib/domain/ecriture";
import type { Chiffres } from "@/lib/domain/scenarios/chiffres";
import { decrireGeste } from "@/lib/domain/scenarios/gestes";
import { ecrireMoment } from "@/lib/domain/scenarios/moment";
import {
  change,
  GROUPES_TABLEAU,
  type LigneTableau,
  NOMS_GROUPE,
  tableauScenarios,
} from "@/lib/domain/scenarios/tableau";
import type { ColonneScenario, ScenariosVus, ScenarioVu } from "@/lib/schemas/scenarios";
import { ecrireCellule, ecrireEcart } from "./ecrire-cellule";
import { Jauge } from "./jauge";
import styles from "./scenarios.module.css";

/** Accounts of partners shown at once; beyond, those that change, and all of them on demand. */
const COMPTES_MAX = 6;
const GESTES_MONTRES = 3;

const estCompte = (l: LigneTableau): boolean =>
  l.cle.startsWith("cofinancement ") || l.groupe === "couts" || l.groupe === "subventions";

/**
 * The plan as it is, tinted, then what-ifs. On a narrow screen one of them at a time stands beside it (`affiche`); the roles are
 * written out, since a table laid out otherwise is no table any more for some screen readers.
 */
export function TableauScenarios({
  vus,
  aujourdhui,
  affiche,
  gestesDe,
}: {
  vus: ScenariosVus;
  aujourdhui: string;
  affiche: string | null;
  /** Buttons under a column. */
  gestesDe: (scenario: ScenarioVu, colonne: ColonneScenario) => ReactNode;
}) {
  const [tout, setTout] = useState(false);
  const { actuel, colonnes, scenarios } = vus;
  const noms = new Map(vus.noms);
  const toutes = tableauScenarios([actuel.chiffres, ...colonnes.map((c) => c.chiffres)]);
  const cachees = toutes.filter((l) => estCompte(l) && !change(l)).length;
  const replie = !tout && toutes.filter(estCompte).length > COMPTES_MAX && cachees > 0;
  const lignes = replie ? toutes.filter((l) => !estCompte(l) || change(l)) : toutes;
  const classe = (i: number) =>
    [i === 0 ? styles.actuel : "", i > 0 && colonnes[i - 1]?.id !== affiche ? styles.cote : ""]
      .filter(Boolean)
      .join(" ");
  const plans = [actuel, ...colonnes];
  return (
    <>
      {/* biome-ignore-start lint/a11y/noRedundantRoles: laid out as cards, the table would lose its roles */}
      <table className={styles.tableau} role="table" id="comparaison-scenarios">
        <caption className="fr-sr-only">Le plan actuel et les scénarios, ligne à ligne</caption>
        <thead role="rowgroup">
          <tr role="row">
            <td role="cell" />
            <th scope="col" role="columnheader" className={classe(0)}>
              <span className={styles.nomColonne}>Plan actuel</span>
              <span className={styles.dit}>
                Enregistré {ecrireMoment(new Date(vus.enregistreLe), aujourdhui)}. C’est le plan du dossier.
              </span>
              <Incomplet chiffres={actuel.chiffres} />
            </th>
            {colonnes.map((c, i) => {
              const scenario = scenarios.find((s) => s.id === c.id);
              return (
                <th key={c.id} scope="col" role="columnheader" className={classe(i + 1)}>
                  <span className={styles.nomColonne}>{scenario?.nom}</span>
                  <GestesDits colonne={c} noms={noms} />
                  {actuel.chiffres.complet ? <Incomplet chiffres={c.chiffres} /> : null}
                  {c.depuis === null ? null : (
                    <span className={styles.dit}>
                      {typographie(
                        `Fait sur le plan enregistré ${ecrireMoment(new Date(c.depuis), aujourdhui)} ; le plan a changé depuis.`,
                      )}
                    </span>
                  )}
                  {scenario?.appliqueLe ? (
                    <span className={styles.dit}>
                      Appliqué {ecrireMoment(new Date(scenario.appliqueLe), aujourdhui)}.
                    </span>
                  ) : null}
                </th>
              );
            })}
          </tr>
        </thead>
        {GROUPES_TABLEAU.map((groupe) => {
          const siennes = lignes.filter((l) => l.groupe === groupe);
          if (siennes.length === 0) return null;
          return (
            <tbody key={groupe} role="rowgroup">
              {groupe === "ensemble" ? null : (
                <tr role="row" className={styles.groupe}>
                  <th scope="row" role="rowheader">
                    {NOMS_GROUPE[groupe]}
                  </th>
                  {plans.map((_, i) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: the columns, in their order
                    <td key={i} role="cell" className={classe(i)} />
                  ))}
                </tr>
              )}
              {siennes.map((l) => (
                <Fragment key={l.cle}>
                  <tr role="row" className={l.forte ? styles.forte : undefined}>
                    <th scope="row" role="rowheader">
                      {l.nom}
                    </th>
                    {plans.map((_, i) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: the columns, in their order
                      <td key={i} role="cell" className={classe(i)}>
                        <Valeur ligne={l} i={i} />
                      </td>
                    ))}
                  </tr>
                  {l.cle === "subventionMax" ? (
                    <tr role="row" className={styles.sansTrait}>
                      <th scope="row" role="rowheader">
                        <span className="fr-sr-only">Jauge du plafond</span>
                      </th>
                      {plans.map((p, i) => (
                        // biome-ignore lint/suspicious/noArrayIndexKey: the columns, in their order
                        <td key={i} role="cell" className={classe(i)}>
                          <Jauge chiffres={p.chiffres} />
                        </td>
                      ))}
                    </tr>
                  ) : null}
                </Fragment>
              ))}
            </tbody>
          );
        })}
        <tbody role="rowgroup">
          <tr role="row" className={styles.texte}>
            <th scope="row" role="rowheader">
              Ce que cela change
            </th>
            <td role="cell" className={classe(0)}>
              <Phrases phrases={actuel.attend} />
            </td>
            {colonnes.map((c, i) => (
              <td key={c.id} role="cell" className={classe(i + 1)}>
                <Phrases phrases={c.change} />
              </td>
            ))}
          </tr>
          <tr role="row" className={styles.texte}>
            <th scope="row" role="rowheader">
              <span className="fr-sr-only">Actions</span>
            </th>
            <td role="cell" className={classe(0)}>
              <span className={styles.dit}>Plan du dossier</span>
            </td>
            {colonnes.map((c, i) => {
              const scenario = scenarios.find((s) => s.id === c.id);
              return (
                <td key={c.id} role="cell" className={classe(i + 1)}>
                  {scenario === undefined ? null : gestesDe(scenario, c)}
                </td>
              );
            })}
          </tr>
        </tbody>
      </table>
      {/* biome-ignore-end lint/a11y/noRedundantRoles: laid out as cards, the table would lose its roles */}
      {replie || tout ? (
        <button
          type="button"
          className="fr-btn fr-btn--tertiary fr-btn--sm fr-mt-2w"
          aria-expanded={tout}
          aria-controls="comparaison-scenarios"
          onClick={() => setTout(!tout)}
        >
          {tout
            ? "Montrer seulement les partenaires qui changent"
            : `Montrer aussi ${accorder(cachees, "ligne")} sans changement`}
        </button>
      ) : null}
    </>
  );
}

function Valeur({ ligne: l, i }: { ligne: LigneTableau; i: number }) {
  if (l.genre === "verdict") return <BadgeVerdictGlobal verdict={l.valeurs[i] ?? "indetermine"} petit />;
  const ecart = ecrireEcart(l, i);
  const manque =
    l.cle === "reste" && l.genre === "montant" && l.precisions[i] === "exacte" && (l.valeurs[i] ?? 0n) !== 0n;
  return (
    <>
      <span className={manque ? styles.manque : undefined}>
        {manque ? <span className="fr-icon-error-fill fr-icon--sm" aria-hidden="true" /> : null} {ecrireCellule(l, i)}
      </span>
      {ecart === null ? null : (
        <span className={styles.ecart}>
          <span className="fr-sr-only">écart : </span>
          {ecart}
        </span>
      )}
    </>
  );
}

/** Why figures are bounds, once for each plan that has one. */
const Incomplet = ({ chiffres }: { chiffres: Chiffres }) =>
  chiffres.complet ? null : (
    <span className={styles.alerte}>
      <span className="fr-icon-warning-fill fr-icon--sm" aria-hidden="true" /> Chiffres provisoires : un montant, un
      poste ou une origine manque.
    </span>
  );

function GestesDits({ colonne, noms }: { colonne: ColonneScenario; noms: ReadonlyMap<string, string> }) {
  const { suites } = colonne;
  const ecartes = suites.filter((s) => !s.applique);
  const reste = suites.length - GESTES_MONTRES;
  return (
    <>
      {suites.slice(0, GESTES_MONTRES).map((s, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two gestures may be the same
        <span key={i} className={`${styles.dit} ${s.applique ? "" : styles.ecarte}`}>
          {decrireGeste(s.geste, noms)}.
        </span>
      ))}
      {reste > 0 ? (
        <span className={styles.dit}>Et {accorder(reste, "autre changement", "autres changements")}.</span>
      ) : null}
      {ecartes.map((s, i) =>
        s.applique ? null : (
          // biome-ignore lint/suspicious/noArrayIndexKey: two gestures may be the same
          <span key={`motif ${i}`} className={styles.alerte}>
            <span className="fr-icon-warning-fill fr-icon--sm" aria-hidden="true" /> Ne s’applique plus : {s.motif}
          </span>
        ),
      )}
    </>
  );
}

const Phrases = ({ phrases }: { phrases: readonly string[] }) => (
  <ul className={styles.change}>
    {phrases.map((p) => (
      <li key={p}>{p}</li>
    ))}
  </ul>
);
