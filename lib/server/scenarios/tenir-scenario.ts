import "server-only";
import { SCENARIOS_MAX } from "@/lib/schemas/scenarios";
import type { Tx } from "@/lib/server/base";
import { type DossierTenu, verrouiller } from "@/lib/server/dossiers/verrouiller";
import type { Agent, VerbeDossier } from "@/lib/server/droits";
import { ErreurMetier, introuvable } from "@/lib/server/erreur";

const SELECTION = { id: true, nom: true, gestes: true, surRevision: true, version: true, retireLe: true } as const;

/** First step of every gesture on a what-if: the dossier's lock and the right, then the what-if as the person saw it. */
export async function tenirScenario(
  tx: Tx,
  agent: Agent,
  { dossierId, scenarioId, versionVue }: { dossierId: string; scenarioId: string; versionVue: number | null },
  { verbe = "scenario.ecrire", retire = false }: { verbe?: VerbeDossier; retire?: boolean } = {},
) {
  const dossier: DossierTenu = await verrouiller(tx, agent, dossierId, verbe);
  const scenario = await tx.scenario.findFirst({ where: { id: scenarioId, dossierId }, select: SELECTION });
  if (scenario === null) throw introuvable();
  const parti = (scenario.retireLe !== null) !== retire;
  if (parti || (versionVue !== null && scenario.version !== versionVue))
    throw new ErreurMetier(
      "conflit",
      "Ce scénario a changé entre-temps : une autre personne l’a modifié, retiré ou remis.",
    );
  return { dossier, scenario };
}

/** One more would not fit: said in words that tell what to do. */
export async function exigerPlace(tx: Tx, dossierId: string): Promise<void> {
  const gardes = await tx.scenario.count({ where: { dossierId, retireLe: null } });
  if (gardes >= SCENARIOS_MAX)
    throw new ErreurMetier(
      "regle",
      `Ce dossier garde déjà ${SCENARIOS_MAX} scénarios, le maximum. Retirez-en un, puis recommencez.`,
    );
}
