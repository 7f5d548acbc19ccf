import "server-only";
import { transaction } from "@/lib/server/base";
import { importIntrouvable } from "@/lib/server/carte/import/appliquer-import";
import { effacerLignes } from "@/lib/server/carte/import/garder-lignes";
import { type Agent, importsCartePermis } from "@/lib/server/droits";
import { ecrireEntree } from "@/lib/server/journal";

/** Stops a reading, or gives up what waits. Whoever reads the file finds the state changed at its next batch. */
export async function abandonnerImport(
  agent: Agent,
  { importId }: { importId: string },
  maintenant: Date,
): Promise<{ id: string }> {
  await transaction(async (tx) => {
    const { count } = await tx.importCarte.updateMany({
      where: { AND: [{ id: importId, etat: { in: ["lecture", "prepare"] } }, importsCartePermis(agent)] },
      data: { etat: "abandonne", annulationLe: maintenant },
    });
    if (count === 0) throw importIntrouvable();
    await ecrireEntree(tx, { action: "carte.abandonner_import", acteur: agent, objet: importId });
  });
  await effacerLignes(importId);
  return { id: importId };
}
