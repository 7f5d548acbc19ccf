import type { PrismaClient } from "@/prisma/genere/client";

/** An open, migrated database. */
export type BaseOuverte = {
  client: PrismaClient;
  /** Names of the migrations applied while opening. */
  appliquees: string[];
  fermer(): Promise<void>;
};
