import "server-only";
import type { Tx } from "@/lib/server/base";
import type { Agent } from "@/lib/server/droits";
import { idRequete } from "@/lib/server/journaux";
import type { Prisma } from "@/prisma/genere/client";

/** The audit trail: one entry per write, sign-in, refusal and export, in the transaction of what it tells. */
export type Entree = {
  /** `<subject>.<verb>`, e.g. dossier.enregistrer_section */
  action: string;
  acteur?: Pick<Agent, "id"> | null;
  dossierId?: string | null;
  issue?: "ok" | "refus";
  /** What it is about, when it is not the dossier itself: a section, a piece, a version. */
  objet?: string | null;
  /** Only what changed. */
  avant?: unknown;
  apres?: unknown;
};

const json = (valeur: unknown): Prisma.InputJsonValue | undefined =>
  valeur === undefined ? undefined : (JSON.parse(JSON.stringify(valeur)) as Prisma.InputJsonValue);

export async function ecrireEntree(tx: Tx, { action, acteur, dossierId, issue, objet, avant, apres }: Entree) {
  await tx.entreeJournal.create({
    data: {
      action,
      acteurId: acteur?.id ?? null,
      dossierId: dossierId ?? null,
      issue: issue ?? "ok",
      objet: objet ?? null,
      ...(avant != null && { avant: json(avant) }),
      ...(apres != null && { apres: json(apres) }),
      requeteId: idRequete(),
    },
    select: { id: true },
  });
}
