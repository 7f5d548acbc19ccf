import { defineConfig } from "prisma/config";
import { env } from "./lib/env";

/**
 * Without DATABASE_URL the engine (prisma/moteur) works on PGlite in memory and never reads this address, but the CLI
 * wants one to be written.
 */
const SANS_SERVEUR = "postgresql://rigel@pglite/rigel";

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: env.DATABASE_URL ?? SANS_SERVEUR, shadowDatabaseUrl: SANS_SERVEUR },
});
