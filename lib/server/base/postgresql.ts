import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { ErreurDemarrage } from "@/lib/server/base/erreurs";
import { type Connexion, exigerSchema, type Migration, migrer, SCHEMA } from "@/lib/server/base/migrations";
import { OPTIONS_TRANSACTION } from "@/lib/server/base/options";
import type { BaseOuverte, TransactionBrute } from "@/lib/server/base/ouverture";
import { PrismaClient } from "@/prisma/genere/client";

/** Dates without an offset travel between Prisma and the session: the session must be in UTC. */
const SESSION_UTC = "-c TimeZone=UTC";
const DELAI_CONNEXION_MS = 5_000;

export async function migrerPostgresql(adresse: string, migrations: Migration[]): Promise<string[]> {
  // A word of Prisma's own, that the driver does not know: left out silently, it would deceive.
  const demande = /[?&]schema=([^&]*)/.exec(adresse)?.[1];
  if (demande !== undefined && demande !== SCHEMA)
    throw new ErreurDemarrage(
      `DATABASE_URL demande le schéma « ${demande} » : Rigel vit dans « ${SCHEMA} », donnez-lui une base à elle seule.`,
    );
  const client = new pg.Client({
    connectionString: adresse,
    options: SESSION_UTC,
    connectionTimeoutMillis: DELAI_CONNEXION_MS,
  });
  await client.connect();
  const connexion: Connexion = {
    executer: (sql) => client.query(sql),
    lire: async <T>(sql: string, parametres?: unknown[]) => (await client.query(sql, parametres)).rows as T[],
  };
  try {
    await exigerSchema(connexion);
    return await migrer(connexion, migrations);
  } finally {
    await client.end();
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

export function transactionBrutePostgresql(adresse: string): TransactionBrute {
  return async (mode, fn) => {
    const connexion = new pg.Client({
      connectionString: adresse,
      options: SESSION_UTC,
      connectionTimeoutMillis: DELAI_CONNEXION_MS,
    });
    // A connection cut between two queries: the next one says it.
    connexion.on("error", () => undefined);
    await connexion.connect();
    try {
      await connexion.query(mode === "lecture" ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" : "BEGIN");
      const resultat = await fn({
        executer: (sql) => connexion.query(sql),
        lire: async <T>(sql: string, parametres?: unknown[]) => (await connexion.query(sql, parametres)).rows as T[],
      });
      await connexion.query("COMMIT");
      return resultat;
    } finally {
      // Without COMMIT, closing rolls back.
      await connexion.end();
    }
  };
}

export async function ouvrirPostgresql(adresse: string, migrations: Migration[]): Promise<BaseOuverte> {
  const appliquees = await migrerPostgresql(adresse, migrations);
  const client = clientPostgresql(adresse);
  return {
    client,
    transactionBrute: transactionBrutePostgresql(adresse),
    appliquees,
    fermer: () => client.$disconnect(),
  };
}
