import "server-only";
import type { Tx } from "@/lib/server/base";
import { ImportInterrompu } from "@/lib/server/carte/import/erreurs";
import type { Prisma } from "@/prisma/genere/client";

/** Reading beats at least this often, even when a batch is slow to fill. */
export const BATTEMENT_MS = 5_000;
/** Without a beat for so long, the process that read it is gone. */
export const MORT_MS = 2 * 60_000;

/**
 * How far the reading is. Conditional on the state: who cancels writes the state, and whoever reads finds it here at the next
 * batch, inside the batch's own transaction.
 */
export async function battre(
  tx: Pick<Tx, "importCarte">,
  importId: string,
  progres: Prisma.ImportCarteUpdateManyMutationInput = {},
): Promise<void> {
  const { count } = await tx.importCarte.updateMany({
    where: { id: importId, etat: "lecture" },
    data: { ...progres, battementLe: new Date() },
  });
  if (count === 0) throw new ImportInterrompu();
}

/** Rows applied so far by this process: inside one transaction, the database itself shows nothing before its end. */
const CLE = Symbol.for("rigel.imports.application");
const porteur = globalThis as typeof globalThis & { [CLE]?: Map<string, number> };
porteur[CLE] ??= new Map();
export const applications: Map<string, number> = porteur[CLE];
