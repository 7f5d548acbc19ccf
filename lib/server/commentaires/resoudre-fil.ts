import "server-only";
import type { z } from "zod";
import type { demandeResolution } from "@/lib/schemas/commentaires";
import { transaction } from "@/lib/server/base";
import { commentaireChange, commentaireIntrouvable, trouverCommentaire } from "@/lib/server/commentaires/lignes";
import { verrouiller } from "@/lib/server/dossiers/verrouiller";
import type { Agent } from "@/lib/server/droits";
import { ecrireEntree } from "@/lib/server/journal";

/** Settles a thread, or opens it again. Anyone of the team: what is discussed belongs to nobody. */
export async function resoudreFil(
  agent: Agent,
  { dossierId, filId, versionVue, resolu }: z.output<typeof demandeResolution>,
  maintenant: Date,
): Promise<{ version: number }> {
  return transaction(async (tx) => {
    await verrouiller(tx, agent, dossierId, "commentaire.ecrire");
    const fil = await trouverCommentaire(tx, dossierId, filId);
    if (fil.filId !== null) throw commentaireIntrouvable();
    // Two people who settle the same thing agree.
    if ((fil.resoluLe !== null) === resolu) return { version: fil.version };
    if (fil.version !== versionVue) throw commentaireChange();
    await tx.commentaire.update({
      where: { id: filId },
      data: {
        ...(resolu ? { resoluLe: maintenant, resoluParId: agent.id } : { resoluLe: null, resoluParId: null }),
        version: versionVue + 1,
      },
      select: { id: true },
    });
    await ecrireEntree(tx, {
      action: resolu ? "commentaire.resoudre" : "commentaire.rouvrir",
      acteur: agent,
      dossierId,
      objet: fil.section,
      apres: { fil: filId, section: fil.section },
    });
    return { version: versionVue + 1 };
  });
}
