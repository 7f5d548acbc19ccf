/** What the audit trail keeps of a change: only what differs, before and after. */

export type Difference = { avant: unknown; apres: unknown };

const objet = (v: unknown): v is Record<string, unknown> => typeof v === "object" && v !== null;

/**
 * null: nothing differs. Lists are compared row by row, keyed by their rank; what exists on one side only appears on that
 * side only.
 */
export function differences(avant: unknown, apres: unknown): Difference | null {
  if (Object.is(avant, apres)) return null;
  if (!objet(avant) || !objet(apres) || Array.isArray(avant) !== Array.isArray(apres)) return { avant, apres };
  const gauche: Record<string, unknown> = {};
  const droite: Record<string, unknown> = {};
  let change = false;
  for (const cle of new Set([...Object.keys(avant), ...Object.keys(apres)])) {
    const d = differences(avant[cle], apres[cle]);
    if (d === null) continue;
    change = true;
    if (d.avant !== undefined) gauche[cle] = d.avant;
    if (d.apres !== undefined) droite[cle] = d.apres;
  }
  return change ? { avant: gauche, apres: droite } : null;
}
