import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * What takes longest, first: a minute started last is a minute when the other core waits. Vitest learns this from its last run,
 * which a fresh clone does not have, and otherwise goes by the size of the files, which says nothing of those.
 */
const LONGS = ["crash", "base-schema", "seed", "portes", "lettres", "sauvegarde", "base-verrou", "etancheite", "part"];

const rang = ({ moduleId }: TestSpecification): number => {
  const trouve = LONGS.findIndex((nom) => moduleId.endsWith(`/tests/db/${nom}.test.ts`));
  return trouve === -1 ? LONGS.length : trouve;
};

export class LongsDAbord extends BaseSequencer {
  override async sort(fichiers: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(fichiers)).sort((a, b) => rang(a) - rang(b));
  }
}
