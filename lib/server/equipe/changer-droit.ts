import "server-only";
import type { z } from "zod";
import type { demandeDroit } from "@/lib/schemas/equipe";
import { transaction } from "@/lib/server/base";
import { verrouiller } from "@/lib/server/dossiers/verrouiller";
import type { Agent } from "@/lib/server/droits";
import { dejaChange, membreIntrouvable } from "@/lib/server/equipe/erreurs";
import { exigerUnResponsable } from "@/lib/server/equipe/responsables";
import { retirerInvitationsEnvoyees } from "@/lib/server/invitations/retirer-en-attente";
import { ecrireEntree } from "@/lib/server/journal";

/** Rights are read at each request: the change counts at the member's next one. */
export async function changerDroit(
  agent: Agent,
  { dossierId, utilisateurId, droit, versionVue }: z.output<typeof demandeDroit>,
  maintenant: Date,
): Promise<{ droit: typeof droit }> {
  return transaction(async (tx) => {
    await verrouiller(tx, agent, dossierId, "equipe.gerer");
    const membre = await tx.membreDossier.findUnique({
      where: { dossierId_utilisateurId: { dossierId, utilisateurId } },
      select: { droit: true },
    });
    if (membre === null) throw membreIntrouvable();
    if (membre.droit === droit) return { droit };
    await exigerUnResponsable(tx, dossierId, utilisateurId, droit, maintenant);
    const { count } = await tx.membreDossier.updateMany({
      where: { dossierId, utilisateurId, version: versionVue },
      data: { droit, version: versionVue + 1 },
    });
    if (count === 0) throw dejaChange();
    const invitationsRetirees =
      membre.droit === "responsable" ? await retirerInvitationsEnvoyees(tx, utilisateurId, dossierId, maintenant) : 0;
    await ecrireEntree(tx, {
      action: "equipe.changer_droit",
      acteur: agent,
      dossierId,
      objet: utilisateurId,
      avant: { utilisateurId, droit: membre.droit },
      apres: { utilisateurId, droit, ...(invitationsRetirees > 0 && { invitationsRetirees }) },
    });
    return { droit };
  });
}
