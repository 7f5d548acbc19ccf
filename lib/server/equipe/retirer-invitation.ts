import "server-only";
import type { z } from "zod";
import type { demandeSurInvitation } from "@/lib/schemas/equipe";
import { transaction } from "@/lib/server/base";
import { effacerLiensEteints } from "@/lib/server/courriels/effacer-liens";
import { verrouiller } from "@/lib/server/dossiers/verrouiller";
import type { Agent } from "@/lib/server/droits";
import { dejaChange, invitationIntrouvable } from "@/lib/server/equipe/erreurs";
import { ecrireEntree } from "@/lib/server/journal";

/** The link opens nothing from now on. */
export async function retirerInvitation(
  agent: Agent,
  { dossierId, invitationId, versionVue }: z.output<typeof demandeSurInvitation>,
  maintenant: Date,
): Promise<{ id: string }> {
  return transaction(async (tx) => {
    await verrouiller(tx, agent, dossierId, "equipe.gerer");
    const attente = { id: invitationId, dossierId, accepteeLe: null, retireeLe: null };
    if ((await tx.invitation.count({ where: attente })) === 0) throw invitationIntrouvable();
    const { count } = await tx.invitation.updateMany({
      where: { ...attente, version: versionVue },
      data: { retireeLe: maintenant, version: versionVue + 1 },
    });
    if (count === 0) throw dejaChange();
    await effacerLiensEteints(tx, maintenant);
    await ecrireEntree(tx, {
      action: "equipe.retirer_invitation",
      acteur: agent,
      dossierId,
      objet: invitationId,
      apres: { retireeLe: maintenant },
    });
    return { id: invitationId };
  });
}
