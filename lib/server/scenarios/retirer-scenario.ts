import "server-only";
import type { z } from "zod";
import type { demandeSurScenario } from "@/lib/schemas/scenarios";
import { transaction } from "@/lib/server/base";
import type { Agent } from "@/lib/server/droits";
import { ecrireEntree } from "@/lib/server/journal";
import { exigerPlace, tenirScenario } from "@/lib/server/scenarios/tenir-scenario";

type Demande = z.output<typeof demandeSurScenario>;

/** Out of the page, and kept: it can be put back. */
export async function retirerScenario(agent: Agent, demande: Demande, maintenant: Date): Promise<{ version: number }> {
  const { dossierId, scenarioId } = demande;
  return transaction(async (tx) => {
    await tenirScenario(tx, agent, demande);
    const suivant = await tx.scenario.update({
      where: { id: scenarioId },
      data: { retireLe: maintenant, version: { increment: 1 } },
      select: { version: true },
    });
    await ecrireEntree(tx, { action: "scenario.retirer", acteur: agent, dossierId, objet: scenarioId });
    return suivant;
  });
}

export async function remettreScenario(agent: Agent, demande: Demande): Promise<{ version: number }> {
  const { dossierId, scenarioId } = demande;
  return transaction(async (tx) => {
    await tenirScenario(tx, agent, demande, { retire: true });
    await exigerPlace(tx, dossierId);
    const suivant = await tx.scenario.update({
      where: { id: scenarioId },
      data: { retireLe: null, version: { increment: 1 } },
      select: { version: true },
    });
    await ecrireEntree(tx, { action: "scenario.remettre", acteur: agent, dossierId, objet: scenarioId });
    return suivant;
  });
}
