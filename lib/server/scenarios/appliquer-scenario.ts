import "server-only";
import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { jourAParis } from "@/lib/domain/dates";
import { versOperation } from "@/lib/domain/edition/operations";
import { ecrireMoment } from "@/lib/domain/scenarios/moment";
import { NOM_POINT_MAX } from "@/lib/schemas/points";
import type { demandeApplication } from "@/lib/schemas/scenarios";
import { transaction } from "@/lib/server/base";
import { verrouiller } from "@/lib/server/dossiers/verrouiller";
import type { Agent } from "@/lib/server/droits";
import { ecrireModifications } from "@/lib/server/edition/ecrire-modifications";
import { exigerLecteur } from "@/lib/server/edition/exiger-lecteur";
import { ErreurMetier } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";
import { poserPoint } from "@/lib/server/points/creer-point";
import { changementsDe } from "@/lib/server/scenarios/apercevoir-scenario";
import { lireEtat, lireGestes } from "@/lib/server/scenarios/lire-etat";
import { tenirScenario } from "@/lib/server/scenarios/tenir-scenario";

/** Name of the point made by itself before an application. */
function nomAvant(nom: string): string {
  const texte = `Avant le scénario « ${nom} »`;
  return texte.length <= NOM_POINT_MAX ? texte : `${texte.slice(0, NOM_POINT_MAX - 3).trimEnd()}… »`;
}

/**
 * Writes in the dossier what the what-if makes of it: all of it or nothing, through the one write of content, after a save point
 * that keeps the plan of before. Refused when the dossier moved since the person read the diff.
 */
export async function appliquerScenario(
  agent: Agent,
  demande: z.output<typeof demandeApplication>,
  maintenant: Date,
): Promise<{ revision: number; pointId: string; champs: number }> {
  const { dossierId, scenarioId, revisionVue, lecteur } = demande;
  exigerLecteur(agent, lecteur);
  return transaction(async (tx) => {
    const { scenario } = await tenirScenario(tx, agent, demande);
    // What is written is the dossier: its own right, not only that of what-ifs.
    const dossier = await verrouiller(tx, agent, dossierId, "dossier.modifier");
    const etat = await lireEtat(tx, agent, dossierId, maintenant);
    if (etat.revision !== revisionVue)
      throw new ErreurMetier(
        "conflit",
        `Le plan a changé ${ecrireMoment(etat.enregistreLe, jourAParis(maintenant))}. Recalculer.`,
      );
    const gestes = lireGestes(scenario.gestes);
    const { changements, suites } = changementsDe(etat, gestes, randomUUID);
    // Edits as any person's: the dossier is locked, and is as it was shown.
    const operations = changements.flatMap((s) =>
      s.changements.map((c) => versOperation(c, { id: randomUUID(), vue: etat.revision })),
    );
    if (operations.length === 0)
      throw new ErreurMetier("regle", "Ce scénario ne change rien au plan d’aujourd’hui : il n’y a rien à appliquer.");
    const point = await poserPoint(tx, agent, dossier, { nom: nomAvant(scenario.nom), note: null }, maintenant);
    const ecrit = await ecrireModifications(
      tx,
      agent,
      dossier,
      // A page of its own: those that are open, this person's too, are told of every field.
      { client: randomUUID(), depuis: etat.revision, operations },
      maintenant,
    );
    const [refus] = ecrit.refus;
    if (refus !== undefined || ecrit.acceptees.length !== operations.length)
      throw new ErreurMetier(
        "regle",
        `Le scénario n’a pas été appliqué, rien n’a changé. ${refus?.message ?? "Un champ n’a pas pu être écrit : recommencez."}`,
      );
    await tx.scenario.update({
      where: { id: scenarioId },
      data: {
        ...{ appliqueLe: maintenant, appliqueParId: agent.id, surRevision: ecrit.revision },
        version: { increment: 1 },
      },
      select: { id: true },
    });
    await ecrireEntree(tx, {
      action: "scenario.appliquer",
      acteur: agent,
      dossierId,
      objet: scenarioId,
      avant: { revision: etat.revision, point: point.id },
      apres: {
        revision: ecrit.revision,
        champs: operations.length,
        gestes: suites.filter((s) => s.applique).length,
        gestesEcartes: suites.filter((s) => !s.applique).length,
      },
    });
    return { revision: ecrit.revision, pointId: point.id, champs: operations.length };
  });
}
