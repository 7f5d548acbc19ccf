import "server-only";
import { transaction } from "@/lib/server/base";
import { type Agent, peut } from "@/lib/server/droits";
import { ErreurMetier } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";
import { fermerSessions } from "@/lib/server/session/bail";

/** One's own sessions, and they alone: somebody else's is not found. */

const sessionIntrouvable = () =>
  new ErreurMetier("introuvable", "Cette session n’existe pas, ou elle est déjà terminée.");

export async function revoquerSession(
  agent: Agent,
  { reference }: { reference: string },
  maintenant: Date,
): Promise<{ fermees: number }> {
  if (!peut(agent, "session.revoquer", { utilisateurId: agent.id })) throw sessionIntrouvable();
  return transaction(async (tx) => {
    const { count } = await tx.session.updateMany({
      where: { reference, utilisateurId: agent.id, fermeeLe: null },
      data: { fermeeLe: maintenant, motifFermeture: "revoquee", idTokenScelle: null },
    });
    if (count === 0) throw sessionIntrouvable();
    await ecrireEntree(tx, { action: "session.revoquer", acteur: agent, objet: `session:${reference}` });
    return { fermees: count };
  });
}

/** All but the one in hand. */
export async function revoquerAutresSessions(
  agent: Agent,
  courante: string,
  maintenant: Date,
): Promise<{ fermees: number }> {
  if (!peut(agent, "session.revoquer", { utilisateurId: agent.id })) throw sessionIntrouvable();
  return transaction(async (tx) => {
    const fermees = await fermerSessions(tx, agent.id, "revoquee", courante, maintenant);
    if (fermees > 0) await ecrireEntree(tx, { action: "session.revoquer_autres", acteur: agent, apres: { fermees } });
    return { fermees };
  });
}
