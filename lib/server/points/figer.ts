import type { Prisma } from "@/prisma/genere/client";

/** As the database keeps it for good: amounts, which are bigint, become texts. */
export const figer = (valeur: unknown): Prisma.InputJsonValue =>
  JSON.parse(JSON.stringify(valeur, (_, v) => (typeof v === "bigint" ? v.toString() : v)));
