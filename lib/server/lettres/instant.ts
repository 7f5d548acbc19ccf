import "server-only";
import type { Tx } from "@/lib/server/base";

/**
 * When what is done now to a letter happens, its dossier being locked: never before a version that is already filed, or the pack of that
 * version would gain or lose a letter. A file that takes minutes to come in started before the request that overtook it.
 */
export async function instantDe(tx: Tx, dossierId: string, maintenant: Date): Promise<Date> {
  const { _max } = await tx.versionDeposee.aggregate({ where: { dossierId }, _max: { deposeeLe: true } });
  const derniere = _max.deposeeLe;
  return derniere === null || derniere < maintenant ? maintenant : new Date(derniere.getTime() + 1);
}
