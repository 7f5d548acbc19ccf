import { mkdirSync } from "node:fs";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { adaptateurPglite } from "@/lib/server/base/adaptateur-pglite";
import { type Connexion, exigerSchema, type Migration, migrer } from "@/lib/server/base/migrations";
import { OPTIONS_TRANSACTION } from "@/lib/server/base/options";
import type { BaseOuverte, TransactionBrute } from "@/lib/server/base/ouverture";
import { prendreVerrou } from "@/lib/server/base/verrou";
import { PrismaClient } from "@/prisma/genere/client";

/** Dates without an offset travel between Prisma and the session: the session must be in UTC. */
const SESSION_UTC = "SET TIME ZONE 'UTC'";

export async function migrerPglite(client: PGlite, migrations: Migration[]): Promise<string[]> {
  await client.exec(SESSION_UTC);
  const connexion: Connexion = {
    // PGlite's own exec: the Prisma adapter does not await a script of several statements.
    executer: (sql) => client.exec(sql),
    lire: async <T>(sql: string, parametres?: unknown[]) => (await client.query<T>(sql, parametres)).rows,
  };
  await exigerSchema(connexion);
  return migrer(connexion, migrations);
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

const DELAI_MOTEUR_MS = 2_000;

/** An error with an SQL code, or no answer yet (a long transaction), comes from an engine that lives. */
async function moteurMort(pglite: PGlite): Promise<boolean> {
  if (pglite.closed) return true;
  let minuterie: NodeJS.Timeout | undefined;
  const attente = new Promise<boolean>((resoudre) => {
    minuterie = setTimeout(() => resoudre(false), DELAI_MOTEUR_MS);
  });
  const essai = pglite.query("SELECT 1").then(
    () => false,
    (erreur: { code?: unknown } | null) => typeof erreur?.code !== "string" || !/^[0-9A-Z]{5}$/.test(erreur.code),
  );
  try {
    return await Promise.race([essai, attente]);
  } finally {
    clearTimeout(minuterie);
  }
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
      morte: () => moteurMort(pglite),
      async fermer() {
        try {
          await client.$disconnect();
          if (!(await moteurMort(pglite))) await pglite.close();
        } finally {
          verrou.rendre();
        }
      },
    };
  } catch (erreur) {
    verrou.rendre();
    throw erreur;
  }
}
