import "server-only";
import type { Genre } from "@/lib/schemas/referentiels";
import type { Tx } from "@/lib/server/base";

const CLE_VERROU = 7_141_004;

/** Imports of one kind follow each other, until the end of the transaction. */
export async function verrouillerGenre(tx: Tx, genre: Genre): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${CLE_VERROU}::int, hashtext(${genre}))`;
}

/** The import whose data are served. */
export const dernierImport = (tx: Tx, genre: Genre) =>
  tx.importReference.findFirst({
    where: { genre, etat: "applique" },
    orderBy: { appliqueLe: "desc" },
    select: { id: true, sha256: true },
  });
