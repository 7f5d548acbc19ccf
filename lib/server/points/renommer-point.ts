import "server-only";
import type { z } from "zod";
import type { demandeRenommagePoint } from "@/lib/schemas/points";
import { transaction } from "@/lib/server/base";
import type { Agent } from "@/lib/server/droits";
import { ecrireEntree } from "@/lib/server/journal";
import { tenirPoint } from "@/lib/server/points/tenir-point";

/** Another name, another note: what the point holds stays. */
export async function renommerPoint(
  agent: Agent,
  demande: z.output<typeof demandeRenommagePoint>,
): Promise<{ version: number }> {
  const { dossierId, pointId, nom, note } = demande;
  return transaction(async (tx) => {
    const point = await tenirPoint(tx, agent, demande, "point.creer", false);
    if (point.nom === nom && point.note === note) return { version: point.version };
    const suivant = await tx.pointSauvegarde.update({
      where: { id: pointId },
      data: { nom, note, version: { increment: 1 } },
      select: { version: true },
    });
    await ecrireEntree(tx, { action: "point.renommer", acteur: agent, dossierId, objet: pointId });
    return suivant;
  });
}
