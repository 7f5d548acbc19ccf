import "server-only";
import type { Tx } from "@/lib/server/base";
import { verrouiller } from "@/lib/server/dossiers/verrouiller";
import type { Agent, VerbeDossier } from "@/lib/server/droits";
import { ErreurMetier, introuvable } from "@/lib/server/erreur";

const SELECTION = {
  id: true,
  nom: true,
  note: true,
  version: true,
  retireLe: true,
} as const;

/** First step of every gesture on a point: the dossier's lock and the right, then the point as the person saw it. */
export async function tenirPoint(
  tx: Tx,
  agent: Agent,
  { dossierId, pointId, versionVue }: { dossierId: string; pointId: string; versionVue: number },
  verbe: VerbeDossier,
  retire: boolean,
) {
  await verrouiller(tx, agent, dossierId, verbe);
  const point = await tx.pointSauvegarde.findFirst({ where: { id: pointId, dossierId }, select: SELECTION });
  if (point === null) throw introuvable();
  if (point.version !== versionVue || (point.retireLe !== null) !== retire)
    throw new ErreurMetier(
      "conflit",
      "Ce point de sauvegarde a changé entre-temps : une autre personne l’a renommé, retiré ou remis. La liste est relue.",
    );
  return point;
}
