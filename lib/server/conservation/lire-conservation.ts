import "server-only";
import { lecture } from "@/lib/server/base";
import { etablirPlan, type PlanConservation } from "@/lib/server/conservation/etablir-plan";
import type { BilanConservation } from "@/lib/server/conservation/executer";
import { type Agent, peut } from "@/lib/server/droits";
import { interdit } from "@/lib/server/erreur";

export type PassageConservation = { id: string; le: string; parLeService: boolean; bilan: Partial<BilanConservation> };

const PASSAGES_MONTRES = 12;

/** What would go today, and what went before: the page simulates by being opened. */
export async function lireConservation(
  agent: Agent,
  maintenant: Date,
): Promise<{ plan: PlanConservation; passages: PassageConservation[] }> {
  if (!peut(agent, "retention.executer")) throw interdit();
  const plan = await etablirPlan(maintenant);
  const entrees = await lecture((tx) =>
    tx.entreeJournal.findMany({
      where: { action: "conservation.executer", issue: "ok" },
      orderBy: { id: "desc" },
      take: PASSAGES_MONTRES,
      select: { id: true, le: true, acteurId: true, apres: true },
    }),
  );
  const passages = entrees.map(({ id, le, acteurId, apres }) => ({
    id: String(id),
    le: le.toISOString(),
    parLeService: acteurId === null,
    bilan: (apres ?? {}) as Partial<BilanConservation>,
  }));
  return { plan, passages };
}
