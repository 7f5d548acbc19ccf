import "server-only";
import type { Tx } from "@/lib/server/base";

/** When the annuaire was last imported: what it says, it said that day. null: it never was. */
export async function dateAnnuaire(tx: Pick<Tx, "importReference">): Promise<Date | null> {
  const dernier = await tx.importReference.findFirst({
    where: { genre: "annuaire", etat: "applique" },
    orderBy: { appliqueLe: "desc" },
    select: { appliqueLe: true },
  });
  return dernier?.appliqueLe ?? null;
}
