import "server-only";
import { transaction } from "@/lib/server/base";
import { verrouiller } from "@/lib/server/dossiers/verrouiller";
import type { Agent } from "@/lib/server/droits";
import { ecrireEntree } from "@/lib/server/journal";

/** Gives the project up, for good: the dossier stays readable, and its places no longer count. */
export async function abandonnerDossier(agent: Agent, dossierId: string, maintenant: Date): Promise<{ id: string }> {
  return transaction(async (tx) => {
    const dossier = await verrouiller(tx, agent, dossierId, "dossier.abandonner");
    await tx.dossier.update({
      where: { id: dossierId },
      data: { etat: "abandonne", modifieLe: maintenant },
      select: { id: true },
    });
    await ecrireEntree(tx, {
      action: "dossier.abandonner",
      acteur: agent,
      dossierId,
      avant: { etat: dossier.etat },
      apres: { etat: "abandonne" },
    });
    return { id: dossierId };
  });
}
