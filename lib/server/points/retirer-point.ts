import "server-only";
import type { z } from "zod";
import type { demandeSurPoint } from "@/lib/schemas/points";
import { transaction } from "@/lib/server/base";
import type { Agent } from "@/lib/server/droits";
import { ecrireEntree } from "@/lib/server/journal";
import { exigerPlace } from "@/lib/server/points/creer-point";
import { tenirPoint } from "@/lib/server/points/tenir-point";

type Demande = z.output<typeof demandeSurPoint>;

/** Out of the list, and kept: it can be put back. */
export async function retirerPoint(agent: Agent, demande: Demande, maintenant: Date): Promise<{ version: number }> {
  const { dossierId, pointId } = demande;
  return transaction(async (tx) => {
    await tenirPoint(tx, agent, demande, "point.retirer", false);
    const suivant = await tx.pointSauvegarde.update({
      where: { id: pointId },
      data: { retireLe: maintenant, retireParId: agent.id, version: { increment: 1 } },
      select: { version: true },
    });
    await ecrireEntree(tx, { action: "point.retirer", acteur: agent, dossierId, objet: pointId });
    return suivant;
  });
}

export async function remettrePoint(agent: Agent, demande: Demande): Promise<{ version: number }> {
  const { dossierId, pointId } = demande;
  return transaction(async (tx) => {
    await tenirPoint(tx, agent, demande, "point.retirer", true);
    await exigerPlace(tx, dossierId);
    const suivant = await tx.pointSauvegarde.update({
      where: { id: pointId },
      data: { retireLe: null, retireParId: null, version: { increment: 1 } },
      select: { version: true },
    });
    await ecrireEntree(tx, { action: "point.remettre", acteur: agent, dossierId, objet: pointId });
    return suivant;
  });
}
