import "server-only";
import { accorder } from "@/lib/domain/ecriture";
import type { Tx } from "@/lib/server/base";
import type { Agent } from "@/lib/server/droits";
import { ecrireEntree } from "@/lib/server/journal";

/** Imports of a région that wait for someone, the one that comes included: each keeps all its rows in the base. */
const ATTENTES_MAX = 5;

const REMPLACE = `Rigel garde ${accorder(ATTENTES_MAX, "import")} en attente par région : de plus récents ont pris sa place.`;

/** One more is coming: the oldest that wait beyond the others are given up, with their reason. One that is being applied is left. */
export async function donnerPlace(tx: Tx, agent: Agent, regionAcademique: string, maintenant: Date): Promise<void> {
  const laisses = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "ImportCarte" SET "etat" = 'abandonne', "annulationLe" = ${maintenant.toISOString()}::timestamptz, "motifEchec" = ${REMPLACE}
    WHERE "id" IN (
      SELECT "id" FROM "ImportCarte" WHERE "id" IN (
        SELECT "id" FROM "ImportCarte" WHERE "regionAcademique" = ${regionAcademique} AND "etat" = 'prepare'
        ORDER BY "commenceLe" DESC, "id" OFFSET ${ATTENTES_MAX - 1}
      ) FOR UPDATE SKIP LOCKED
    ) AND "etat" = 'prepare'
    RETURNING "id"`;
  for (const { id } of laisses)
    await ecrireEntree(tx, { action: "carte.abandonner_import", acteur: agent, objet: id, apres: { remplace: true } });
}
