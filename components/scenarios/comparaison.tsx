// biome-ignore-all lint/a11y/noNoninteractiveTabindex: a frame that scrolls is reached by the keyboard
import type { Chiffres } from "@/lib/domain/scenarios/chiffres";
import { type LigneTableau, tableauScenarios } from "@/lib/domain/scenarios/tableau";
import styles from "./comparaison.module.css";
import { ecrireCellule } from "./ecrire-cellule";

const COLONNES = [
  { cle: "subvention", nom: "Subvention" },
  { cle: "taux", nom: "Taux" },
  { cle: "cofinancement", nom: "Cofinancement" },
  { cle: "marge", nom: "Marge sous le plafond" },
] as const;

/** Plans under each other, the figures one chooses on: one line each. */
export function Comparaison({
  titre,
  plans,
}: {
  titre: string;
  /** The plan as it is first. */
  plans: readonly { cle: string; nom: string; chiffres: Chiffres }[];
}) {
  const lignes = tableauScenarios(plans.map((p) => p.chiffres));
  const colonnes = COLONNES.flatMap(({ cle, nom }) => {
    const ligne = lignes.find((l): l is LigneTableau => l.cle === cle);
    return ligne === undefined ? [] : [{ cle, nom, ligne }];
  });
  return (
    <section className={styles.cadre} tabIndex={0} aria-label={titre}>
      <table className={styles.table}>
        <caption className="fr-sr-only">{titre}</caption>
        <thead>
          <tr>
            <td />
            {colonnes.map((c) => (
              <th key={c.cle} scope="col">
                {c.nom}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {plans.map((p, i) => (
            <tr key={p.cle} className={i === 0 ? styles.actuel : undefined}>
              <th scope="row">{p.nom}</th>
              {colonnes.map((c) => (
                <td key={c.cle}>{ecrireCellule(c.ligne, i)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
