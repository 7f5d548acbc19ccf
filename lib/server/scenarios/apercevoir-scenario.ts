import "server-only";
import type { z } from "zod";
import { comparer } from "@/lib/domain/edition/changements";
import { evaluer, evaluerActuel } from "@/lib/domain/scenarios/evaluer";
import type { Geste } from "@/lib/domain/scenarios/gestes";
import { jouer } from "@/lib/domain/scenarios/jouer";
import { type Nouvelle, SECTIONS_SCENARIO } from "@/lib/domain/scenarios/plan";
import type { ApercuApplication, demandeApercuScenario } from "@/lib/schemas/scenarios";
import { lecture } from "@/lib/server/base";
import { type Agent, dossiersPermis } from "@/lib/server/droits";
import { introuvable } from "@/lib/server/erreur";
import { refusPlace } from "@/lib/server/points/creer-point";
import { type EtatJoue, lireEtat, lireGestes } from "@/lib/server/scenarios/lire-etat";

/** What these gestures would write, section by section. */
export function changementsDe({ jeu: { contenus } }: EtatJoue, gestes: readonly Geste[], nouvelle?: Nouvelle) {
  const { contenus: apres, suites } = jouer(contenus, gestes, nouvelle);
  const changements = SECTIONS_SCENARIO.flatMap((section) => {
    const siens = comparer(section, contenus[section], apres[section]);
    return siens.length === 0 ? [] : [{ section, changements: siens }];
  });
  return { changements, suites };
}

/** What applying this what-if would change in the dossier as it is now: shown before the person says yes. */
export async function apercevoirScenario(
  agent: Agent,
  { dossierId, scenarioId }: z.output<typeof demandeApercuScenario>,
  maintenant: Date,
): Promise<ApercuApplication> {
  return lecture(async (tx) => {
    const scenario = await tx.scenario.findFirst({
      where: { id: scenarioId, retireLe: null, dossierId, dossier: { AND: [dossiersPermis(agent, "scenario.lire")] } },
      select: { id: true, gestes: true, version: true },
    });
    if (scenario === null) throw introuvable();
    const etat = await lireEtat(tx, agent, dossierId, maintenant);
    const gestes = lireGestes(scenario.gestes);
    const { chiffres: actuel } = evaluerActuel(etat.jeu);
    const { chiffres } = evaluer(etat.jeu, gestes, actuel);
    const deja = new Set(actuel.lettresPerimees.map((l) => l.id));
    return {
      scenarioId: scenario.id,
      version: scenario.version,
      revision: etat.revision,
      enregistreLe: etat.enregistreLe.toISOString(),
      ...changementsDe(etat, gestes),
      refusPoint: await refusPlace(tx, dossierId),
      lettresARefaire: chiffres.lettresPerimees.filter((l) => !deja.has(l.id)).map((l) => l.nom),
    };
  });
}
