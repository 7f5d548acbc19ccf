import { createHash, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { env } from "@/lib/env";
import { utiliserBase } from "@/lib/server/base";
import { lireMigrations } from "@/lib/server/base/migrations";
import type { TransactionBrute } from "@/lib/server/base/ouverture";
import { clientPglite, migrerPglite, transactionBrutePglite } from "@/lib/server/base/pglite";
import { clientPostgresql, migrerPostgresql, transactionBrutePostgresql } from "@/lib/server/base/postgresql";
import type { PrismaClient } from "@/prisma/genere/client";

export type BaseDeTest = { client: PrismaClient; transactionBrute: TransactionBrute; fermer(): Promise<void> };

export const MIGRATIONS = lireMigrations(path.join(process.cwd(), "prisma", "migrations"));

/** A migrated PGlite packed once per set of migrations: unpacking takes a third of the time of creating. */
async function modele(): Promise<Blob> {
  const empreinte = createHash("sha256")
    .update(MIGRATIONS.map((m) => m.empreinte).join())
    .digest("hex")
    .slice(0, 16);
  const dossier = path.join(tmpdir(), "rigel-tests");
  const fichier = path.join(dossier, `modele-${empreinte}.tar`);
  if (!existsSync(fichier)) {
    const pglite = await PGlite.create();
    await migrerPglite(pglite, MIGRATIONS);
    const archive = Buffer.from(await (await pglite.dumpDataDir("none")).arrayBuffer());
    await pglite.close();
    mkdirSync(dossier, { recursive: true });
    // Several workers may write it at once: the rename makes each version whole.
    const brouillon = `${fichier}.${randomUUID()}`;
    writeFileSync(brouillon, archive);
    renameSync(brouillon, fichier);
  }
  return new Blob([readFileSync(fichier)]);
}

export const baseEnMemoire = async (): Promise<BaseDeTest> =>
  surPglite(await PGlite.create({ loadDataDir: await modele() }));

/** The database of this data folder, which the test owns. `base()` returns it from then on. */
export async function baseDuDossier(donnees: string): Promise<BaseDeTest> {
  const ouverte = await surPglite(await PGlite.create(path.join(donnees, "base")));
  utiliserBase(ouverte.client, ouverte.transactionBrute);
  return ouverte;
}

async function surPglite(pglite: PGlite): Promise<BaseDeTest> {
  await pglite.exec("SET TIME ZONE 'UTC'");
  const client = clientPglite(pglite);
  return {
    client,
    transactionBrute: transactionBrutePglite(pglite),
    async fermer() {
      await client.$disconnect();
      await pglite.close();
    },
  };
}

/** Runs one statement on the server, outside of any test database. */
async function surServeur(adresse: string, sql: string): Promise<void> {
  const connexion = new pg.Client({ connectionString: adresse });
  await connexion.connect();
  try {
    await connexion.query(sql);
  } finally {
    await connexion.end();
  }
}

/** An empty database on the server of DATABASE_URL. */
export async function baseVide(): Promise<{ adresse: string; supprimer(): Promise<void> }> {
  const serveur = env.DATABASE_URL;
  if (serveur === undefined) throw new Error("baseVide demande DATABASE_URL");
  const nom = `rigel_test_${randomUUID().replaceAll("-", "")}`;
  await surServeur(serveur, `CREATE DATABASE "${nom}"`);
  const url = new URL(serveur);
  url.pathname = `/${nom}`;
  return { adresse: url.href, supprimer: () => surServeur(serveur, `DROP DATABASE "${nom}" WITH (FORCE)`) };
}

export async function baseSurServeur(): Promise<BaseDeTest> {
  const { adresse, supprimer } = await baseVide();
  await migrerPostgresql(adresse, MIGRATIONS);
  const client = clientPostgresql(adresse);
  return {
    client,
    transactionBrute: transactionBrutePostgresql(adresse),
    async fermer() {
      await client.$disconnect();
      await supprimer();
    },
  };
}

/**
 * A fresh, migrated database of its own for a test file: PGlite in memory, or with DATABASE_URL a database created on that
 * server and dropped by `fermer`. `base()` returns it from then on, so use cases run unchanged.
 */
export async function baseDeTest(): Promise<BaseDeTest> {
  const ouverte = env.DATABASE_URL === undefined ? await baseEnMemoire() : await baseSurServeur();
  utiliserBase(ouverte.client, ouverte.transactionBrute);
  return ouverte;
}
