import "server-only";
import type { z } from "zod";
import type { Geste } from "@/lib/domain/scenarios/gestes";
import { type demandeCreationScenario, type demandeSurScenario, NOM_SCENARIO_MAX } from "@/lib/schemas/scenarios";
import { type Tx, transaction } from "@/lib/server/base";
import { verrouiller } from "@/lib/server/dossiers/verrouiller";
import type { Agent } from "@/lib/server/droits";
import { ErreurMetier } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";
import { figer } from "@/lib/server/points/figer";
import { lireGestes, resumerGestes } from "@/lib/server/scenarios/lire-etat";
import { exigerPlace, tenirScenario } from "@/lib/server/scenarios/tenir-scenario";

/** Of all those ever made: put away, they stay, and nobody fills the database with them in an afternoon. */
const TOUS_MAX = 500;

async function inserer(
  tx: Tx,
  agent: Agent,
  {
    dossierId,
    nom,
    gestes,
    surRevision,
  }: { dossierId: string; nom: string; gestes: readonly Geste[]; surRevision: number },
  maintenant: Date,
): Promise<{ id: string }> {
  await exigerPlace(tx, dossierId);
  if ((await tx.scenario.count({ where: { dossierId } })) >= TOUS_MAX)
    throw new ErreurMetier("regle", "Ce dossier a eu trop de scénarios : modifiez-en un plutôt que d’en créer.");
  return tx.scenario.create({
    data: {
      ...{ dossierId, nom, surRevision, gestes: figer(gestes) },
      ...{ creeLe: maintenant, creeParId: agent.id, modifieLe: maintenant, modifieParId: agent.id },
    },
    select: { id: true },
  });
}

/** A what-if under a name. The dossier itself is not touched. */
export async function creerScenario(
  agent: Agent,
  { dossierId, nom, gestes, revisionVue }: z.output<typeof demandeCreationScenario>,
  maintenant: Date,
): Promise<{ id: string }> {
  return transaction(async (tx) => {
    await verrouiller(tx, agent, dossierId, "scenario.ecrire");
    const scenario = await inserer(tx, agent, { dossierId, nom, gestes, surRevision: revisionVue }, maintenant);
    await ecrireEntree(tx, {
      action: "scenario.creer",
      acteur: agent,
      dossierId,
      objet: scenario.id,
      apres: { gestes: resumerGestes(gestes) },
    });
    return scenario;
  });
}

const PREFIXE = "Copie de ";

export async function dupliquerScenario(
  agent: Agent,
  demande: z.output<typeof demandeSurScenario>,
  maintenant: Date,
): Promise<{ id: string }> {
  const { dossierId } = demande;
  return transaction(async (tx) => {
    const { scenario } = await tenirScenario(tx, agent, demande);
    const gestes = lireGestes(scenario.gestes);
    const nom = `${PREFIXE}${scenario.nom}`.slice(0, NOM_SCENARIO_MAX).trim();
    const copie = await inserer(tx, agent, { dossierId, nom, gestes, surRevision: scenario.surRevision }, maintenant);
    await ecrireEntree(tx, {
      action: "scenario.dupliquer",
      acteur: agent,
      dossierId,
      objet: copie.id,
      apres: { modele: scenario.id, gestes: gestes.length },
    });
    return copie;
  });
}
