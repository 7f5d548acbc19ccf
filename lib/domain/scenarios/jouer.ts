/**
 * Plays the gestures of a what-if, in order, on the content as it is: gives the content that would be, and says which gestures
 * no longer apply. Pure: what is given is never touched, and the same gestures on the same content give the same.
 */
import { ajouterSource, fixerApport, fixerSubvention } from "./apports";
import { couperPoste, deplacerPart, retirerPartenaire } from "./depenses";
import type { Geste } from "./gestes";
import type { Issue } from "./issue";
import { avecPlan, type Contenus, compteur, type Nouvelle, type Plan, planDe } from "./plan";

/** One per gesture, in their order. */
export type Suite =
  | { geste: Geste; applique: true; remarques: readonly string[] }
  | { geste: Geste; applique: false; motif: string };

export type Joue<C> = { contenus: C; suites: Suite[] };

function unGeste(plan: Plan, geste: Geste, nouvelle: Nouvelle): Issue {
  switch (geste.type) {
    case "retirer_partenaire":
      return retirerPartenaire(plan, geste, nouvelle);
    case "deplacer_part":
      return deplacerPart(plan, geste, nouvelle);
    case "couper_poste":
      return couperPoste(plan, geste);
    case "fixer_subvention":
      return fixerSubvention(plan, geste, nouvelle);
    case "fixer_apport":
      return fixerApport(plan, geste, nouvelle);
    case "ajouter_source":
      return ajouterSource(plan, geste, nouvelle);
  }
}

/** `nouvelle`: keys of the rows that the gestures add; one after the other when only the figures matter. */
export function jouer<C extends Contenus>(
  contenus: C,
  gestes: readonly Geste[],
  nouvelle: Nouvelle = compteur(),
): Joue<C> {
  let plan = planDe(contenus);
  const suites = gestes.map((geste): Suite => {
    const issue = unGeste(plan, geste, nouvelle);
    if (!issue.ok) return { geste, applique: false, motif: issue.motif };
    plan = issue.plan;
    return { geste, applique: true, remarques: issue.remarques };
  });
  return { contenus: avecPlan(contenus, plan), suites };
}
