import "server-only";
import type { z } from "zod";
import type { demandeDepart } from "@/lib/schemas/equipe";
import { transaction } from "@/lib/server/base";
import { verrouiller } from "@/lib/server/dossiers/verrouiller";
import type { Agent } from "@/lib/server/droits";
import { exigerUnResponsable } from "@/lib/server/equipe/responsables";
import { sortirDeLEquipe } from "@/lib/server/equipe/sortir-de-l-equipe";
import { ErreurMetier } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";

/** A person leaves by themselves. Their session goes on: they asked for it, and may have other dossiers. */
export async function quitterEquipe(
  agent: Agent,
  { dossierId }: z.output<typeof demandeDepart>,
  maintenant: Date,
): Promise<{ id: string }> {
  return transaction(async (tx) => {
    await verrouiller(tx, agent, dossierId, "equipe.lire");
    const membre = await tx.membreDossier.findUnique({
      where: { dossierId_utilisateurId: { dossierId, utilisateurId: agent.id } },
      select: { droit: true },
    });
    if (membre === null) throw new ErreurMetier("regle", "Vous ne faites pas partie de l’équipe de ce dossier.");
    await exigerUnResponsable(tx, dossierId, agent.id, null, maintenant);
    const sortie = await sortirDeLEquipe(
      tx,
      agent,
      { dossierId, utilisateurId: agent.id },
      "A quitté l’équipe du dossier",
      maintenant,
    );
    await ecrireEntree(tx, {
      action: "equipe.quitter",
      acteur: agent,
      dossierId,
      objet: agent.id,
      avant: { utilisateurId: agent.id, droit: membre.droit },
      apres: sortie,
    });
    return { id: dossierId };
  });
}
