import type { Connexion } from "@/lib/server/base/migrations";
import type { PrismaClient } from "@/prisma/genere/client";

/**
 * One transaction on one connection, in plain SQL: for what Prisma cannot say (backup, restore). `lecture` is one snapshot,
 * read-only, which other writers do not wait for on PostgreSQL; on PGlite everything waits for its end.
 */
export type TransactionBrute = <T>(
  mode: "lecture" | "ecriture",
  fn: (connexion: Connexion) => Promise<T>,
) => Promise<T>;

/** An open, migrated database. */
export type BaseOuverte = {
  client: PrismaClient;
  transactionBrute: TransactionBrute;
  /** PGlite: the engine failed for good, only opening again will help. A server comes back by itself. */
  morte?(): Promise<boolean>;
  /** Names of the migrations applied while opening. */
  appliquees: string[];
  fermer(): Promise<void>;
};
