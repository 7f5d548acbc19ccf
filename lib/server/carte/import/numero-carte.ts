import "server-only";
import type { Tx } from "@/lib/server/base";

/** One number for the whole carte: grows with each import applied, whatever its genre. */
const CLE = "carte";

export async function lireNumeroCarte(tx: Tx): Promise<number> {
  const lu = await tx.numeroCarte.findUnique({ where: { cle: CLE }, select: { numero: true } });
  return lu?.numero ?? 0;
}

/**
 * The next number. Holds its row until the end of the transaction: imports are applied one after the other, and whoever finds it held
 * is told at once (`verrouTenu`) rather than kept waiting for minutes.
 */
export async function prendreNumeroCarte(tx: Tx): Promise<number> {
  await tx.$executeRaw`SET LOCAL lock_timeout = '2s'`;
  const lignes = await tx.$queryRaw<{ numero: number }[]>`
    INSERT INTO "NumeroCarte" ("cle", "numero") VALUES (${CLE}, 1)
    ON CONFLICT ("cle") DO UPDATE SET "numero" = "NumeroCarte"."numero" + 1
    RETURNING "numero"`;
  return lignes[0]?.numero ?? 0;
}
