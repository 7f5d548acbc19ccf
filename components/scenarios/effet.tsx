import { BadgeVerdictGlobal } from "@/components/dossier/badge-verdict";
import type { Chiffres } from "@/lib/domain/scenarios/chiffres";
import { change, tableauScenarios } from "@/lib/domain/scenarios/tableau";
import { ecrireCellule, ecrireEcart } from "./ecrire-cellule";
import styles from "./scenarios.module.css";

/** Before and after, what changed only: what a gesture, a proposal does to the plan. */
export function Effet({ id, avant, apres, titre }: { id: string; avant: Chiffres; apres: Chiffres; titre: string }) {
  const lignes = tableauScenarios([avant, apres]).filter((l) => l.cle === "verdict" || change(l));
  return (
    <table className={styles.effet} id={id}>
      <caption className="fr-sr-only">{titre}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">Plan actuel</th>
          <th scope="col">Après</th>
        </tr>
      </thead>
      <tbody>
        {lignes.map((l) => (
          <tr key={l.cle}>
            <th scope="row">
              {l.groupe === "subvention" && l.cle === "subvention" ? "Subvention demandée" : nomSeul(l)}
            </th>
            {[0, 1].map((i) => (
              <td key={i}>
                {l.genre === "verdict" ? (
                  <BadgeVerdictGlobal verdict={l.valeurs[i] ?? "indetermine"} petit />
                ) : (
                  <>
                    {ecrireCellule(l, i)}
                    {i === 1 && l.ecarts[1] != null ? <span className={styles.ecart}>{ecrireEcart(l, 1)}</span> : null}
                  </>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Out of its group, an account says of what it is. */
const nomSeul = (l: { groupe: string; cle: string; nom: string }): string => {
  if (l.cle.startsWith("couts ")) return `Coût de ${l.nom}`;
  if (l.cle.startsWith("subventions ")) return `Part de subvention de ${l.nom}`;
  return l.cle.startsWith("cofinancement ") ? `Apport de ${l.nom}` : l.nom;
};
