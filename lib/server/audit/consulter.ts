import "server-only";
import { transaction } from "@/lib/server/base";
import { type Agent, estRelecteur } from "@/lib/server/droits";
import { ecrireEntree } from "@/lib/server/journal";
import { journal } from "@/lib/server/journaux";

const PAS_MS = 60 * 60 * 1000;
const RETENUS_MAX = 5_000;

/** What this process knows is already recorded: most openings then ask nothing of the database. */
const recentes = new Map<string, number>();

const retenir = (cle: string, instant: number): void => {
  if (recentes.size >= RETENUS_MAX) recentes.clear();
  recentes.set(cle, instant);
};

/**
 * Records that a reviewer opened a dossier, or one of its filed versions (`objet`): at most once per person, dossier, object and
 * hour. Reading never fails for it, and it is never called inside the read-only transaction of a page.
 */
export async function consulter(
  agent: Agent,
  dossierId: string,
  objet: string | null,
  maintenant: Date,
): Promise<void> {
  if (!estRelecteur(agent)) return;
  const cle = `${agent.id} ${dossierId} ${objet ?? ""}`;
  const instant = maintenant.getTime();
  const vue = recentes.get(cle);
  if (vue !== undefined && instant - vue < PAS_MS) return;
  try {
    await transaction(async (tx) => {
      // Two tabs, two processes: one of them records.
      await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${cle}, 0))::text`;
      const deja = await tx.entreeJournal.findFirst({
        where: {
          chaine: dossierId,
          acteurId: agent.id,
          action: "dossier.consulter",
          objet,
          le: { gt: new Date(instant - PAS_MS) },
        },
        select: { le: true },
      });
      if (deja === null) await ecrireEntree(tx, { action: "dossier.consulter", acteur: agent, dossierId, objet });
      retenir(cle, deja?.le.getTime() ?? instant);
    });
  } catch (err) {
    journal.error({ err, dossierId }, "Une consultation n’a pas pu être inscrite au journal");
  }
}
