import "server-only";
import type { Tx } from "@/lib/server/base";

/** Edits that may move a figure of the plan: every amount and line; of partners, who comes and who goes. */
const FIGURES = [
  { section: { in: ["budget", "financement"] } },
  { section: "partenaires", type: { in: ["ajout", "retrait"] } },
];

/** Last write of the plan that a what-if was made on, when the plan has moved since then; null: it has not. */
export async function lirePlanDepuis(
  tx: Tx,
  { id, revision, creeLe }: { id: string; revision: number; creeLe: Date },
  surRevision: number,
): Promise<Date | null> {
  if (surRevision >= revision) return null;
  const suivie = { dossierId: id, appliquee: true };
  const apres = await tx.modificationChamp.findFirst({
    where: { ...suivie, revision: { gt: surRevision }, OR: FIGURES },
    select: { revision: true },
  });
  if (apres === null) return null;
  const avant = await tx.modificationChamp.findFirst({
    where: { ...suivie, revision: { lte: surRevision } },
    orderBy: { revision: "desc" },
    select: { le: true },
  });
  return avant?.le ?? creeLe;
}
