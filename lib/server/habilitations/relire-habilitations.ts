import "server-only";
import type { z } from "zod";
import { jourAParis } from "@/lib/domain/dates";
import { vivante } from "@/lib/domain/habilitations";
import type { relecture } from "@/lib/schemas/acces";
import { transaction } from "@/lib/server/base";
import type { Agent } from "@/lib/server/droits";
import { ErreurMetier } from "@/lib/server/erreur";
import { versDates } from "@/lib/server/habilitations/conditions";
import { ecrireHabilitation, prendreHabilitation } from "@/lib/server/habilitations/prendre-habilitation";
import { ecrireEntree } from "@/lib/server/journal";

/** Yearly review: these rights are still needed. All of them are kept, or none when one moved in between. */
export async function relireHabilitations(
  agent: Agent,
  { choix }: z.output<typeof relecture>,
  maintenant: Date,
): Promise<{ relues: number }> {
  const uniques = [...new Map(choix.map((c) => [c.habilitationId, c])).values()];
  // One order for everyone: two reviewers with the same rows never wait for each other.
  uniques.sort((a, b) => a.habilitationId.localeCompare(b.habilitationId));
  await transaction(async (tx) => {
    for (const vise of uniques) {
      const prise = await prendreHabilitation(tx, agent, "habilitation.relire", vise, maintenant);
      const dates = versDates(prise);
      if (!vivante(dates, jourAParis(maintenant)))
        throw new ErreurMetier("regle", "Un de ces droits est terminé : relisez la liste, puis recommencez.");
      const data = { relueLe: maintenant, relueParId: agent.id, rappelRevueLe: null, alerteRevueLe: null };
      await ecrireHabilitation(tx, agent, prise, data, maintenant);
      await ecrireEntree(tx, {
        action: "habilitation.relire",
        acteur: agent,
        objet: prise.id,
        avant: { relueLe: dates.relueLe },
        apres: { utilisateurId: prise.utilisateurId, relueLe: jourAParis(maintenant) },
      });
    }
  });
  return { relues: uniques.length };
}
