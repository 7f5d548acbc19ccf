import "server-only";
import type { z } from "zod";
import type { demandeMentionsLues } from "@/lib/schemas/commentaires";
import { transaction } from "@/lib/server/base";
import { type Agent, dossiersPermis } from "@/lib/server/droits";
import { introuvable } from "@/lib/server/erreur";

/** The threads were shown: the person's mentions there are read. Not in the journal: nothing of the dossier changes. */
export async function lireMentions(
  agent: Agent,
  { dossierId, fils }: z.output<typeof demandeMentionsLues>,
  maintenant: Date,
): Promise<{ lues: number }> {
  return transaction(async (tx) => {
    const dossier = await tx.dossier.findFirst({
      where: { id: dossierId, AND: [dossiersPermis(agent, "commentaire.lire")] },
      select: { id: true },
    });
    if (dossier === null) throw introuvable();
    const { count } = await tx.mentionCommentaire.updateMany({
      where: {
        utilisateurId: agent.id,
        lueLe: null,
        commentaire: { dossierId, OR: [{ id: { in: fils } }, { filId: { in: fils } }] },
      },
      data: { lueLe: maintenant },
    });
    return { lues: count };
  });
}
