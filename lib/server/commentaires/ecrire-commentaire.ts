import "server-only";
import type { z } from "zod";
import type { demandeCommentaire } from "@/lib/schemas/commentaires";
import { transaction } from "@/lib/server/base";
import { COMMENTAIRES_MAX } from "@/lib/server/commentaires/lignes";
import { mentionner } from "@/lib/server/commentaires/mentionner";
import { envoyerApres } from "@/lib/server/courriels/expedier-courriels";
import { verrouiller } from "@/lib/server/dossiers/verrouiller";
import type { Agent } from "@/lib/server/droits";
import { ErreurMetier } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";

/** Opens a thread on a section or on one of its fields. The journal says where, never what. */
export async function ecrireCommentaire(
  agent: Agent,
  { dossierId, section, adresse, texte }: z.output<typeof demandeCommentaire>,
  maintenant: Date,
): Promise<{ id: string }> {
  const { id, mentions } = await transaction(async (tx) => {
    const dossier = await verrouiller(tx, agent, dossierId, "commentaire.ecrire");
    if ((await tx.commentaire.count({ where: { dossierId } })) >= COMMENTAIRES_MAX)
      throw new ErreurMetier("regle", "Ce dossier compte déjà 3 000 commentaires : il n’en reçoit plus d’autre.");
    const cree = await tx.commentaire.create({
      data: { dossierId, section, adresse, texte, auteurId: agent.id, creeLe: maintenant },
      select: { id: true },
    });
    const prevenus = await mentionner(tx, agent, dossier, { id: cree.id, filId: null, texte, avant: "" }, maintenant);
    await ecrireEntree(tx, {
      action: "commentaire.ecrire",
      acteur: agent,
      dossierId,
      objet: section,
      apres: { commentaire: cree.id, section, mentions: prevenus },
    });
    return { id: cree.id, mentions: prevenus };
  });
  if (mentions > 0) envoyerApres();
  return { id };
}
