import "server-only";
import type { Tx } from "@/lib/server/base";
import { REMISES } from "@/lib/server/lettres/tenir-lettre";

/** Names the partner's letter as it is now: another name, and what its page shows of it is old. The right is the caller's. */
export async function suiviLettre(tx: Tx, dossierId: string, partenaire: string): Promise<string> {
  const lue = await tx.lettreEngagement.findFirst({
    where: { dossierId, partenaire, retireeLe: null, AND: [REMISES] },
    select: { id: true, version: true },
  });
  return lue === null ? "" : `${lue.id}:${lue.version}`;
}
