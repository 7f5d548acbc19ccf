import "server-only";
import type { z } from "zod";
import type { demandePassation } from "@/lib/schemas/equipe";
import { transaction } from "@/lib/server/base";
import { verrouiller } from "@/lib/server/dossiers/verrouiller";
import type { Agent } from "@/lib/server/droits";
import { dejaChange, membreIntrouvable } from "@/lib/server/equipe/erreurs";
import { exigerUnResponsable } from "@/lib/server/equipe/responsables";
import { ErreurMetier } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";

/** One responsable makes another member responsable in their place, and goes on as rédacteur: never a moment without one. */
export async function passerLaMain(
  agent: Agent,
  { dossierId, utilisateurId, versionVue }: z.output<typeof demandePassation>,
  maintenant: Date,
): Promise<{ utilisateurId: string }> {
  return transaction(async (tx) => {
    await verrouiller(tx, agent, dossierId, "equipe.gerer");
    if (utilisateurId === agent.id) throw new ErreurMetier("regle", "Choisissez un autre membre de l’équipe.");
    const soi = await tx.membreDossier.count({ where: { dossierId, utilisateurId: agent.id, droit: "responsable" } });
    if (soi === 0)
      throw new ErreurMetier("regle", "Vous n’êtes pas responsable de ce dossier : donnez ce droit à un membre.");
    const cle = { dossierId_utilisateurId: { dossierId, utilisateurId } };
    const membre = await tx.membreDossier.findUnique({ where: cle, select: { droit: true } });
    if (membre === null) throw membreIntrouvable();
    const { count } = await tx.membreDossier.updateMany({
      where: { dossierId, utilisateurId, version: versionVue },
      data: { droit: "responsable", version: versionVue + 1 },
    });
    if (count === 0) throw dejaChange();
    // The one who takes over must be able to come in.
    await exigerUnResponsable(tx, dossierId, agent.id, "redacteur", maintenant);
    await tx.membreDossier.update({
      where: { dossierId_utilisateurId: { dossierId, utilisateurId: agent.id } },
      data: { droit: "redacteur", version: { increment: 1 } },
      select: { droit: true },
    });
    // What they sent goes on in the name of who takes over: an invitation is worth what its sender may do.
    await tx.invitation.updateMany({
      where: { dossierId, invitantId: agent.id, accepteeLe: null, retireeLe: null },
      data: { invitantId: utilisateurId },
    });
    await ecrireEntree(tx, {
      action: "equipe.passer_la_main",
      acteur: agent,
      dossierId,
      objet: utilisateurId,
      avant: { [agent.id]: "responsable", [utilisateurId]: membre.droit },
      apres: { [agent.id]: "redacteur", [utilisateurId]: "responsable" },
    });
    return { utilisateurId };
  });
}
