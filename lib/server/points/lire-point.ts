import "server-only";
import type { z } from "zod";
import type { ClesLignes } from "@/lib/schemas/contenus";
import type { ContenuPoint, demandeLecturePoint } from "@/lib/schemas/points";
import { champsDossier } from "@/lib/schemas/rigel-dossier";
import { lecture } from "@/lib/server/base";
import { type Agent, dossiersPermis } from "@/lib/server/droits";
import { introuvable } from "@/lib/server/erreur";

/** What a point holds, to return to it: content and keys of the rows. */
export async function lirePoint(
  agent: Agent,
  { dossierId, pointId }: z.output<typeof demandeLecturePoint>,
): Promise<ContenuPoint> {
  return lecture(async (tx) => {
    const point = await tx.pointSauvegarde.findFirst({
      where: { id: pointId, retireLe: null, dossierId, dossier: { AND: [dossiersPermis(agent, "point.lire")] } },
      select: { id: true, nom: true, donnees: true, cles: true },
    });
    if (point === null) throw introuvable();
    const { id, nom, donnees, cles } = point;
    return { id, nom, fichier: champsDossier.parse(donnees), cles: cles as ClesLignes };
  });
}
