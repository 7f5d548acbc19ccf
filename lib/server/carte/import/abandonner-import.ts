import "server-only";
import { transaction } from "@/lib/server/base";
import { importIntrouvable } from "@/lib/server/carte/import/appliquer-import";
import { verrouTenu } from "@/lib/server/carte/import/erreurs";
import { effacerLignes } from "@/lib/server/carte/import/garder-lignes";
import { type Agent, importsCartePermis } from "@/lib/server/droits";
import { ErreurMetier } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";

/** Stops a reading, or gives up what waits. Whoever reads the file finds the state changed at its next batch. */
export async function abandonnerImport(
  agent: Agent,
  { importId }: { importId: string },
  maintenant: Date,
): Promise<{ id: string }> {
  try {
    await transaction(async (tx) => {
      // Held by who applies it: minutes, that nobody should wait for in vain.
      await tx.$executeRaw`SET LOCAL lock_timeout = '2s'`;
      const { count } = await tx.importCarte.updateMany({
        where: { AND: [{ id: importId, etat: { in: ["lecture", "prepare"] } }, importsCartePermis(agent)] },
        data: { etat: "abandonne", annulationLe: maintenant },
      });
      if (count === 0) throw importIntrouvable();
      await tx.$executeRaw`SET LOCAL lock_timeout TO DEFAULT`;
      await ecrireEntree(tx, { action: "carte.abandonner_import", acteur: agent, objet: importId });
    });
  } catch (erreur) {
    if (!verrouTenu(erreur)) throw erreur;
    throw new ErreurMetier("conflit", "Cet import est en train de s’appliquer : il ne peut plus être abandonné.");
  }
  await effacerLignes(importId);
  return { id: importId };
}
