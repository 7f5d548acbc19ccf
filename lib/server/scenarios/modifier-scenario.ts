import "server-only";
import type { z } from "zod";
import { memeValeur } from "@/lib/domain/edition/changements";
import type { demandeModificationScenario } from "@/lib/schemas/scenarios";
import { transaction } from "@/lib/server/base";
import type { Agent } from "@/lib/server/droits";
import { ecrireEntree } from "@/lib/server/journal";
import { figer } from "@/lib/server/points/figer";
import { lireGestes, resumerGestes } from "@/lib/server/scenarios/lire-etat";
import { tenirScenario } from "@/lib/server/scenarios/tenir-scenario";

/** Another name, other gestures. */
export async function modifierScenario(
  agent: Agent,
  demande: z.output<typeof demandeModificationScenario>,
  maintenant: Date,
): Promise<{ version: number }> {
  const { dossierId, scenarioId, nom, gestes, revisionVue } = demande;
  return transaction(async (tx) => {
    const { scenario } = await tenirScenario(tx, agent, demande);
    const anciens = lireGestes(scenario.gestes);
    if (scenario.nom === nom && memeValeur(anciens, gestes)) return { version: scenario.version };
    const suivant = await tx.scenario.update({
      where: { id: scenarioId },
      data: {
        ...{ nom, gestes: figer(gestes), surRevision: revisionVue, modifieLe: maintenant, modifieParId: agent.id },
        version: { increment: 1 },
      },
      select: { version: true },
    });
    await ecrireEntree(tx, {
      action: "scenario.modifier",
      acteur: agent,
      dossierId,
      objet: scenarioId,
      avant: { gestes: resumerGestes(anciens) },
      apres: { gestes: resumerGestes(gestes) },
    });
    return suivant;
  });
}
