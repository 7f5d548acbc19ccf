import "server-only";
import { jourAParis } from "@/lib/domain/dates";
import type { Tx } from "@/lib/server/base";
import type { Agent } from "@/lib/server/droits";
import { COMPTE_OUVERT } from "@/lib/server/equipe/responsables";
import { enCours } from "@/lib/server/habilitations/conditions";

/**
 * The same person with the rights alive now, in the caller's transaction: those of `agent` were read when the request came in.
 * For what gives, prolongs or withdraws rights, where someone just removed must not have the last word.
 */
export async function relireDroits(tx: Tx, agent: Agent, maintenant: Date): Promise<Agent> {
  const habilitations = await tx.habilitation.findMany({
    where: {
      AND: [enCours(jourAParis(maintenant))],
      utilisateurId: agent.id,
      utilisateur: COMPTE_OUVERT,
      // As lireBail does: a link proves a mailbox.
      ...(agent.methode === "lien" && { role: "partenaire" }),
    },
    orderBy: [{ role: "asc" }, { id: "asc" }],
    select: { role: true, regionAcademique: true, uai: true, campus: true, dossierId: true, partenaire: true },
  });
  return { ...agent, habilitations };
}
