import "server-only";
import type { z } from "zod";
import type { demandeRetraitCommentaire } from "@/lib/schemas/commentaires";
import { transaction } from "@/lib/server/base";
import { commentaireChange, trouverCommentaire } from "@/lib/server/commentaires/lignes";
import { verrouiller } from "@/lib/server/dossiers/verrouiller";
import type { Agent } from "@/lib/server/droits";
import { interdit } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";

/** Takes one's own words back: the text is wiped for good, the place stays so that the answers keep their sense. */
export async function retirerCommentaire(
  agent: Agent,
  { dossierId, commentaireId, versionVue }: z.output<typeof demandeRetraitCommentaire>,
  maintenant: Date,
): Promise<{ version: number }> {
  return transaction(async (tx) => {
    await verrouiller(tx, agent, dossierId, "commentaire.ecrire");
    const vu = await trouverCommentaire(tx, dossierId, commentaireId);
    if (vu.auteurId !== agent.id) throw interdit();
    if (vu.retireLe !== null) return { version: vu.version };
    if (vu.version !== versionVue) throw commentaireChange();
    await tx.commentaire.update({
      where: { id: commentaireId },
      data: { texte: "", retireLe: maintenant, version: versionVue + 1 },
      select: { id: true },
    });
    await tx.mentionCommentaire.deleteMany({ where: { commentaireId } });
    await ecrireEntree(tx, {
      action: "commentaire.retirer",
      acteur: agent,
      dossierId,
      objet: vu.section,
      apres: { commentaire: commentaireId, section: vu.section },
    });
    return { version: versionVue + 1 };
  });
}
