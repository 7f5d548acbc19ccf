/** Proposals that would write the very same amounts, shown once. */
import type { Proposition } from "./proposer";

/** `jumelles`: titles of those that come to the same. */
export type PropositionUnique = Proposition & { jumelles: readonly string[] };

const cle = ({ gestes }: Proposition): string => JSON.stringify(gestes.map((g) => JSON.stringify(g)).sort());

export function sansJumelles(propositions: readonly Proposition[]): PropositionUnique[] {
  const uniques = new Map<string, PropositionUnique>();
  for (const p of propositions) {
    const deja = uniques.get(cle(p));
    uniques.set(
      cle(p),
      deja === undefined
        ? { ...p, jumelles: [] }
        : {
            ...deja,
            jumelles: [...deja.jumelles, p.titre],
            remarques: [...new Set([...deja.remarques, ...p.remarques])],
          },
    );
  }
  return [...uniques.values()];
}
