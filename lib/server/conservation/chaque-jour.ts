import "server-only";
import { lecture, type Tx } from "@/lib/server/base";
import { type BilanConservation, executerConservation } from "@/lib/server/conservation/executer";
import { journal } from "@/lib/server/journaux";

/** Time to do again what a restore undid (rights, departures, returns) before anything is erased by itself. */
export const RETENUE_JOURS = 7;
const RETENUE_MS = RETENUE_JOURS * 24 * 3_600_000;

/** Until when the last restore holds the automatic run; null: nothing holds it. */
export async function retenueJusqua(tx: Tx, maintenant: Date): Promise<Date | null> {
  const restauration = await tx.entreeJournal.findFirst({
    where: {
      action: "sauvegarde.restaurer",
      issue: "ok",
      le: { gt: new Date(maintenant.getTime() - RETENUE_MS) },
    },
    orderBy: { id: "desc" },
    select: { le: true },
  });
  return restauration === null ? null : new Date(restauration.le.getTime() + RETENUE_MS);
}

/** The daily task; null: held by a recent restore. Asked for by someone, the rules apply all the same. */
export async function conserverChaqueJour(maintenant: Date): Promise<BilanConservation | null> {
  const jusqua = await lecture((tx) => retenueJusqua(tx, maintenant));
  if (jusqua === null) return executerConservation(null, maintenant);
  journal.warn({ jusqua }, "Conservation retenue : la base vient d’être restaurée");
  return null;
}
