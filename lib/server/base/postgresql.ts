import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { type Migration, migrer } from "@/lib/server/base/migrations";
import { OPTIONS_TRANSACTION } from "@/lib/server/base/options";
import type { BaseOuverte } from "@/lib/server/base/ouverture";
import { PrismaClient } from "@/prisma/genere/client";

/** Dates without an offset travel between Prisma and the session: the session must be in UTC. */
const SESSION_UTC = "-c TimeZone=UTC";
const DELAI_CONNEXION_MS = 5_000;

export async function migrerPostgresql(adresse: string, migrations: Migration[]): Promise<string[]> {
  const connexion = new pg.Client({
    connectionString: adresse,
    options: SESSION_UTC,
    connectionTimeoutMillis: DELAI_CONNEXION_MS,
  });
  await connexion.connect();
  try {
    return await migrer(
      {
        executer: (sql) => connexion.query(sql),
        lire: async <T>(sql: string, parametres?: unknown[]) => (await connexion.query(sql, parametres)).rows as T[],
      },
      migrations,
    );
  } finally {
    await connexion.end();
  }
}

export function clientPostgresql(adresse: string): PrismaClient {
  const adapter = new PrismaPg({
    connectionString: adresse,
    options: SESSION_UTC,
    connectionTimeoutMillis: DELAI_CONNEXION_MS,
  });
  return new PrismaClient({ adapter, transactionOptions: OPTIONS_TRANSACTION });
}

export async function ouvrirPostgresql(adresse: string, migrations: Migration[]): Promise<BaseOuverte> {
  const appliquees = await migrerPostgresql(adresse, migrations);
  const client = clientPostgresql(adresse);
  return { client, appliquees, fermer: () => client.$disconnect() };
}
