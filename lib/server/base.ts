import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import path from "node:path";
import { env } from "@/lib/env";
import { ErreurDemarrage } from "@/lib/server/base/erreurs";
import { lireMigrations } from "@/lib/server/base/migrations";
import type { BaseOuverte, TransactionBrute } from "@/lib/server/base/ouverture";
import type { Prisma, PrismaClient } from "@/prisma/genere/client";

/** The one database of the process. */

export type Tx = Prisma.TransactionClient;

type Etat = {
  ouverture?: Promise<BaseOuverte>;
  /** Set while the callback of a transaction runs, in it and in all it awaits. */
  transactions: AsyncLocalStorage<true>;
};

/**
 * Kept on globalThis: Next loads instrumentation and routes as separate bundles, and reloads them in development, while
 * the folder's lock and PGlite's only connection belong to the process.
 */
const CLE = Symbol.for("rigel.base");
const porteur = globalThis as typeof globalThis & { [CLE]?: Etat };
porteur[CLE] ??= { transactions: new AsyncLocalStorage() };
const etat: Etat = porteur[CLE];

export function nomBase(): "pglite" | "postgresql" {
  return env.DATABASE_URL === undefined ? "pglite" : "postgresql";
}

async function ouvrir(): Promise<BaseOuverte> {
  if (env.CONSTRUCTION) throw new Error("base() pendant next build : la page qui la demande doit être dynamique");
  const migrations = lireMigrations(path.join(process.cwd(), "prisma", "migrations"));
  // Loaded only where used: PGlite's WebAssembly weighs 10 MB.
  if (env.DATABASE_URL !== undefined) {
    const { ouvrirPostgresql } = await import("@/lib/server/base/postgresql");
    return ouvrirPostgresql(env.DATABASE_URL, migrations);
  }
  const { ouvrirPglite } = await import("@/lib/server/base/pglite");
  return ouvrirPglite(env.RIGEL_DATA, env.PORT, migrations);
}

/** Opens and migrates the database on the first call. A failure is not kept: the next call tries again. */
export async function base(): Promise<PrismaClient> {
  if (etat.transactions.getStore()) throw new Error("base() dans une transaction : seul tx parle à la base");
  if (etat.ouverture === undefined) {
    const ouverture = ouvrir();
    etat.ouverture = ouverture;
    ouverture.catch(() => {
      if (etat.ouverture === ouverture) etat.ouverture = undefined;
    });
  }
  return (await etat.ouverture).client;
}

/**
 * Everything written inside commits together or not at all. Inside `fn` use `tx` only: on PGlite the outer client waits
 * for this very transaction, until the timeout. tests/outils/regles-code.ts sees it in the code, and base() refuses it
 * when a function called from `fn` does it further down.
 */
export async function transaction<T>(fn: (tx: Tx) => Promise<T>, options?: { timeout: number }): Promise<T> {
  const client = await base();
  return client.$transaction((tx) => etat.transactions.run(true, () => fn(tx)), options);
}

/**
 * Several reads that see the same instant: Prisma reads a row and its relations in separate statements, and a save committed
 * in between would give old content under a new version. The database itself refuses to write here. PGlite has one
 * connection: there nothing can come in between.
 */
export async function lecture<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await base();
  return client.$transaction(
    (tx) =>
      etat.transactions.run(true, async () => {
        await tx.$executeRaw`SET TRANSACTION READ ONLY`;
        return fn(tx);
      }),
    { isolationLevel: "RepeatableRead" },
  );
}

/** Lets go of an engine that failed for good: the next `base()` opens the folder again. True: it was so. */
export async function lacherSiMorte(): Promise<boolean> {
  const ouverture = etat.ouverture;
  if (ouverture === undefined) return false;
  const ouverte = await ouverture.catch(() => null);
  if (ouverte?.morte === undefined || !(await ouverte.morte())) return false;
  // Several requests may have found it dead together: one closes it.
  if (etat.ouverture !== ouverture) return true;
  etat.ouverture = undefined;
  await ouverte.fermer();
  return true;
}

export async function fermerBase(): Promise<void> {
  const ouverture = etat.ouverture;
  etat.ouverture = undefined;
  if (ouverture !== undefined) await (await ouverture).fermer();
}

/** Backup and restore: see TransactionBrute. */
export const transactionBrute: TransactionBrute = async (mode, fn) => {
  await base();
  return (await (etat.ouverture as Promise<BaseOuverte>)).transactionBrute(mode, fn);
};

/** For tests: every use case then works on this database. */
export function utiliserBase(client: PrismaClient, brute?: TransactionBrute): void {
  if (env.NODE_ENV === "production") throw new ErreurDemarrage("La base ne se remplace pas en production.");
  etat.ouverture = Promise.resolve({
    client,
    transactionBrute: brute ?? (() => Promise.reject(new Error("ce test n’a pas donné de transaction brute"))),
    appliquees: [],
    fermer: async () => undefined,
  });
}
