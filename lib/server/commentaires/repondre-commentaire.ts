import "server-only";
import type { z } from "zod";
import type { demandeReponse } from "@/lib/schemas/commentaires";
import { transaction } from "@/lib/server/base";
import { COMMENTAIRES_MAX, commentaireIntrouvable, trouverCommentaire } from "@/lib/server/commentaires/lignes";
import { mentionner } from "@/lib/server/commentaires/mentionner";
import { envoyerApres } from "@/lib/server/courriels/expedier-courriels";
import { verrouiller } from "@/lib/server/dossiers/verrouiller";
import type { Agent } from "@/lib/server/droits";
import { ErreurMetier } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";

/** Adds to a thread. An answer to what was resolved opens it again: it is no longer settled. */
export async function repondreCommentaire(
  agent: Agent,
  { dossierId, filId, texte }: z.output<typeof demandeReponse>,
  maintenant: Date,
): Promise<{ id: string }> {
  const { id, mentions } = await transaction(async (tx) => {
    const dossier = await verrouiller(tx, agent, dossierId, "commentaire.ecrire");
    const fil = await trouverCommentaire(tx, dossierId, filId);
    if (fil.filId !== null) throw commentaireIntrouvable();
    if ((await tx.commentaire.count({ where: { dossierId } })) >= COMMENTAIRES_MAX)
      throw new ErreurMetier("regle", "Ce dossier compte déjà 3 000 commentaires : il n’en reçoit plus d’autre.");
    const { section, adresse } = fil;
    const cree = await tx.commentaire.create({
      data: { dossierId, filId, section, adresse, texte, auteurId: agent.id, creeLe: maintenant },
      select: { id: true },
    });
    if (fil.resoluLe !== null)
      await tx.commentaire.update({
        where: { id: filId },
        data: { resoluLe: null, resoluParId: null, version: { increment: 1 } },
        select: { id: true },
      });
    const prevenus = await mentionner(tx, agent, dossier, { id: cree.id, filId, texte, avant: "" }, maintenant);
    await ecrireEntree(tx, {
      action: "commentaire.repondre",
      acteur: agent,
      dossierId,
      objet: section,
      apres: {
        commentaire: cree.id,
        fil: filId,
        section,
        mentions: prevenus,
        ...(fil.resoluLe !== null && { rouvert: true }),
      },
    });
    return { id: cree.id, mentions: prevenus };
  });
  if (mentions > 0) envoyerApres();
  return { id };
}
