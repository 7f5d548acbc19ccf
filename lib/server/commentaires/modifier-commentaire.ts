import "server-only";
import type { z } from "zod";
import type { demandeModificationCommentaire } from "@/lib/schemas/commentaires";
import { transaction } from "@/lib/server/base";
import { commentaireChange, trouverCommentaire } from "@/lib/server/commentaires/lignes";
import { mentionner } from "@/lib/server/commentaires/mentionner";
import { envoyerApres } from "@/lib/server/courriels/expedier-courriels";
import { verrouiller } from "@/lib/server/dossiers/verrouiller";
import type { Agent } from "@/lib/server/droits";
import { interdit } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";

/** One's own words only, over the version that was on the screen. */
export async function modifierCommentaire(
  agent: Agent,
  { dossierId, commentaireId, versionVue, texte }: z.output<typeof demandeModificationCommentaire>,
  maintenant: Date,
): Promise<{ version: number }> {
  const { version, mentions } = await transaction(async (tx) => {
    const dossier = await verrouiller(tx, agent, dossierId, "commentaire.ecrire");
    const vu = await trouverCommentaire(tx, dossierId, commentaireId);
    if (vu.auteurId !== agent.id) throw interdit();
    if (vu.retireLe !== null || vu.version !== versionVue) throw commentaireChange();
    if (vu.texte === texte) return { version: vu.version, mentions: 0 };
    await tx.commentaire.update({
      where: { id: commentaireId },
      data: { texte, modifieLe: maintenant, version: versionVue + 1 },
      select: { id: true },
    });
    const ecrit = { id: commentaireId, filId: vu.filId, texte, avant: vu.texte };
    const prevenus = await mentionner(tx, agent, dossier, ecrit, maintenant);
    await ecrireEntree(tx, {
      action: "commentaire.modifier",
      acteur: agent,
      dossierId,
      objet: vu.section,
      apres: { commentaire: commentaireId, section: vu.section, mentions: prevenus },
    });
    return { version: versionVue + 1, mentions: prevenus };
  });
  if (mentions > 0) envoyerApres();
  return { version };
}
