import "server-only";
import { lecture } from "@/lib/server/base";
import { retenueJusqua } from "@/lib/server/conservation/chaque-jour";
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
): Promise<{ plan: PlanConservation; passages: PassageConservation[]; retenueJusqua: string | null }> {
  if (!peut(agent, "retention.executer")) throw interdit();
  const plan = await etablirPlan(maintenant);
  const { entrees, retenue } = await lecture(async (tx) => ({
    entrees: await tx.entreeJournal.findMany({
      where: { action: "conservation.executer", issue: "ok" },
      orderBy: { id: "desc" },
      take: PASSAGES_MONTRES,
      select: { id: true, le: true, acteurId: true, apres: true },
    }),
    retenue: await retenueJusqua(tx, maintenant),
  }));
  const passages = entrees.map(({ id, le, acteurId, apres }) => ({
    id: String(id),
    le: le.toISOString(),
    parLeService: acteurId === null,
    bilan: (apres ?? {}) as Partial<BilanConservation>,
  }));
  return { plan, passages, retenueJusqua: retenue?.toISOString() ?? null };
}
