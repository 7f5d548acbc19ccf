import { mkdirSync } from "node:fs";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { adaptateurPglite } from "@/lib/server/base/adaptateur-pglite";
import { type Migration, migrer } from "@/lib/server/base/migrations";
import { OPTIONS_TRANSACTION } from "@/lib/server/base/options";
import type { BaseOuverte, TransactionBrute } from "@/lib/server/base/ouverture";
import { prendreVerrou } from "@/lib/server/base/verrou";
import { PrismaClient } from "@/prisma/genere/client";

/** Dates without an offset travel between Prisma and the session: the session must be in UTC. */
const SESSION_UTC = "SET TIME ZONE 'UTC'";

export async function migrerPglite(client: PGlite, migrations: Migration[]): Promise<string[]> {
  await client.exec(SESSION_UTC);
  return migrer(
    {
      // PGlite's own exec: the Prisma adapter does not await a script of several statements.
      executer: (sql) => client.exec(sql),
      lire: async <T>(sql: string, parametres?: unknown[]) => (await client.query<T>(sql, parametres)).rows,
    },
    migrations,
  );
}

export function clientPglite(client: PGlite): PrismaClient {
  return new PrismaClient({ adapter: adaptateurPglite(client), transactionOptions: OPTIONS_TRANSACTION });
}

export function transactionBrutePglite(client: PGlite): TransactionBrute {
  return (mode, fn) =>
    client.transaction(async (tx) => {
      if (mode === "lecture") await tx.exec("SET TRANSACTION READ ONLY");
      return fn({
        executer: (sql) => tx.exec(sql),
        lire: async <T>(sql: string, parametres?: unknown[]) => (await tx.query<T>(sql, parametres)).rows,
      });
    });
}

/** Opens RIGEL_DATA/base. Two processes on one folder lose data silently, hence the lock, kept until closed. */
export async function ouvrirPglite(
  dossierDonnees: string,
  port: number,
  migrations: Migration[],
): Promise<BaseOuverte> {
  mkdirSync(dossierDonnees, { recursive: true });
  const verrou = prendreVerrou(dossierDonnees, { port });
  try {
    const pglite = await PGlite.create(path.join(dossierDonnees, "base"));
    const appliquees = await migrerPglite(pglite, migrations);
    const client = clientPglite(pglite);
    return {
      client,
      transactionBrute: transactionBrutePglite(pglite),
      appliquees,
      async fermer() {
        await client.$disconnect();
        await pglite.close();
        verrou.rendre();
      },
    };
  } catch (erreur) {
    verrou.rendre();
    throw erreur;
  }
}
