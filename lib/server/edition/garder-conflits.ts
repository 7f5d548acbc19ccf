import "server-only";
import type { Tx } from "@/lib/server/base";
import type { Agent } from "@/lib/server/droits";
import type { EnConflit, Preparation } from "@/lib/server/edition/preparer-editions";

/**
 * What met someone's value is kept in the history, once. A field of a row that nobody took out since (a row that never was, or
 * one this page was told about) met nobody: its value stays with the page.
 */
export const estAGarder = ({ operation, retiree, cause }: EnConflit, connues: ReadonlyMap<string, boolean>): boolean =>
  !connues.has(operation.id) && !(retiree && cause === null);

/**
 * Values that met another's are kept for ever: only so many of one person's in one dossier, in an hour. Two people who paste the
 * same block twice stay below; a script that writes over itself does not. Beyond, the page keeps what was typed.
 */
export const CONFLITS_GARDES = { nombre: 1_000, minutes: 60 } as const;
const TROP_DE_CONFLITS =
  "Trop de valeurs saisies en même temps que d’autres : celle-ci n’est pas enregistrée. Réessayez plus tard.";

export async function limiterConflits(
  tx: Tx,
  agent: Agent,
  dossierId: string,
  maintenant: Date,
  connues: ReadonlyMap<string, boolean>,
  preparation: Preparation,
): Promise<Preparation> {
  const nouveaux = new Set(preparation.conflits.filter((c) => estAGarder(c, connues)));
  if (nouveaux.size === 0) return preparation;
  const depuis = new Date(maintenant.getTime() - CONFLITS_GARDES.minutes * 60_000);
  const gardes = await tx.modificationChamp.count({
    where: { dossierId, parId: agent.id, nature: "conflit", le: { gt: depuis } },
  });
  const enTrop = new Set([...nouveaux].slice(Math.max(0, CONFLITS_GARDES.nombre - gardes)));
  if (enTrop.size === 0) return preparation;
  return {
    ...preparation,
    conflits: preparation.conflits.filter((c) => !enTrop.has(c)),
    refus: [...preparation.refus, ...[...enTrop].map(({ operation }) => ({ operation, message: TROP_DE_CONFLITS }))],
  };
}
