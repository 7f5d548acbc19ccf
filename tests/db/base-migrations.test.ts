import { createHash } from "node:crypto";
import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { env } from "@/lib/env";
import { ErreurDemarrage } from "@/lib/server/base/erreurs";
import { type Connexion, exigerSchema, type Migration, migrer } from "@/lib/server/base/migrations";
import { migrerPglite } from "@/lib/server/base/pglite";
import { migrerPostgresql } from "@/lib/server/base/postgresql";
import { baseVide, MIGRATIONS } from "./outils";

const migration = (nom: string, sql: string): Migration => ({
  nom,
  sql,
  empreinte: createHash("sha256").update(sql).digest("hex"),
});
const CHAT = migration("1_chat", "CREATE TABLE chat (id int); INSERT INTO chat VALUES (1);");
const CHIEN = migration("2_chien", "CREATE TABLE chien (id int);");

let connexion: Connexion;
let fermer: () => Promise<void>;

async function ouvrirPglite(): Promise<void> {
  const pglite = await PGlite.create();
  connexion = {
    executer: (sql) => pglite.exec(sql),
    lire: async <T>(sql: string, parametres?: unknown[]) => (await pglite.query<T>(sql, parametres)).rows,
  };
  fermer = () => pglite.close();
}

async function connecter(adresse: string): Promise<{ connexion: Connexion; fermer: () => Promise<void> }> {
  const client = new pg.Client({ connectionString: adresse });
  await client.connect();
  const ouverte: Connexion = {
    executer: (sql) => client.query(sql),
    lire: async <T>(sql: string, parametres?: unknown[]) => (await client.query(sql, parametres)).rows as T[],
  };
  return { connexion: ouverte, fermer: () => client.end() };
}

/** Each test has a schema of its own. */
const SCHEMA = `migrations_${process.pid}`;

beforeAll(async () => {
  if (env.DATABASE_URL === undefined) await ouvrirPglite();
  else ({ connexion, fermer } = await connecter(env.DATABASE_URL));
});
beforeEach(() => connexion.executer(`CREATE SCHEMA ${SCHEMA}; SET search_path = ${SCHEMA}`));
afterEach(() => connexion.executer(`DROP SCHEMA ${SCHEMA} CASCADE`));
afterAll(() => fermer());

const historique = () =>
  connexion.lire<{ migration_name: string; fini: boolean; annule: boolean; logs: string | null; pas: number }>(
    `SELECT migration_name, finished_at IS NOT NULL AS fini, rolled_back_at IS NOT NULL AS annule, logs,
            applied_steps_count AS pas FROM "_prisma_migrations" ORDER BY started_at`,
  );

describe("le schéma", () => {
  test("ailleurs que dans « public », Rigel ne démarre pas et dit pourquoi", async () => {
    await expect(exigerSchema(connexion)).rejects.toThrow(`mène au schéma « ${SCHEMA} »`);
    await connexion.executer("SET search_path = absent");
    await expect(exigerSchema(connexion)).rejects.toThrow("mène au schéma « aucun »");
    await connexion.executer("SET search_path = public");
    await exigerSchema(connexion);
  });

  test("l’ouverture de la base le vérifie, sans rien y écrire", async () => {
    const pglite = await PGlite.create();
    await pglite.exec("CREATE SCHEMA ailleurs; SET search_path = ailleurs");
    await expect(migrerPglite(pglite, [CHAT])).rejects.toThrow(ErreurDemarrage);
    expect((await pglite.query("SELECT 1 FROM pg_tables WHERE schemaname = 'ailleurs'")).rows).toEqual([]);
    await pglite.close();
    const demandee = "postgresql://personne@127.0.0.1:1/base?schema=ailleurs";
    await expect(migrerPostgresql(demandee, [CHAT])).rejects.toThrow("DATABASE_URL demande le schéma « ailleurs »");
  });

  test.skipIf(env.DATABASE_URL === undefined)("un search_path donné au rôle ou à la base est vu", async () => {
    const { adresse, supprimer } = await baseVide();
    const ouverte = await connecter(adresse);
    const [{ nom = "" } = {}] = await ouverte.connexion.lire<{ nom: string }>("SELECT current_database() AS nom");
    await ouverte.connexion.executer(
      `CREATE SCHEMA ailleurs; ALTER DATABASE "${nom}" SET search_path = ailleurs, public`,
    );
    await ouverte.fermer();
    await expect(migrerPostgresql(adresse, [CHAT])).rejects.toThrow("mène au schéma « ailleurs »");
    await supprimer();
  });
});

describe("migrer", () => {
  test("applique dans l’ordre, une seule fois, et écrit l’historique de Prisma", async () => {
    expect(await migrer(connexion, [CHAT])).toEqual(["1_chat"]);
    expect(await migrer(connexion, [CHAT, CHIEN])).toEqual(["2_chien"]);
    expect(await migrer(connexion, [CHAT, CHIEN])).toEqual([]);
    expect(await historique()).toEqual([
      { migration_name: "1_chat", fini: true, annule: false, logs: null, pas: 1 },
      { migration_name: "2_chien", fini: true, annule: false, logs: null, pas: 1 },
    ]);
    expect(await connexion.lire("SELECT id FROM chat")).toHaveLength(1);
  });

  test("annule entièrement une migration fautive, le dit, et reprend quand elle est corrigée", async () => {
    const fautive = migration("1_faute", "CREATE TABLE a (id int); INSERT INTO b VALUES (1);");
    await expect(migrer(connexion, [fautive])).rejects.toThrow(/« 1_faute » a échoué et a été annulée.*"b"/);
    expect(await connexion.lire("SELECT to_regclass('a') AS table")).toEqual([{ table: null }]);
    expect(await historique()).toMatchObject([{ migration_name: "1_faute", fini: false, annule: true }]);
    const corrigee = migration("1_faute", "CREATE TABLE a (id int);");
    expect(await migrer(connexion, [corrigee])).toEqual(["1_faute"]);
  });

  test("refuse de démarrer sur une migration restée inachevée", async () => {
    await migrer(connexion, [CHAT]);
    await connexion.executer(`UPDATE "_prisma_migrations" SET finished_at = NULL`);
    await expect(migrer(connexion, [CHAT])).rejects.toThrow("migrate resolve --rolled-back 1_chat");
  });

  test("refuse une migration modifiée après coup", async () => {
    await migrer(connexion, [CHAT]);
    const retouchee = migration("1_chat", `${CHAT.sql} -- retouche`);
    await expect(migrer(connexion, [retouchee])).rejects.toThrow("a été modifiée après avoir été appliquée");
  });

  test("refuse une base plus récente que le programme", async () => {
    await migrer(connexion, [CHAT, CHIEN]);
    await expect(migrer(connexion, [CHAT])).rejects.toThrow("que cette version de Rigel ne connaît pas");
  });

  test("rend le verrou consultatif, même après un échec", async () => {
    await expect(migrer(connexion, [migration("1", "SELECT 1/0")])).rejects.toThrow();
    const verrous = await connexion.lire(
      "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()",
    );
    expect(verrous).toEqual([]);
  });

  test("deux serveurs qui démarrent ensemble n’appliquent qu’une fois", async ({ skip }) => {
    if (env.DATABASE_URL === undefined) return skip("PGlite n’a qu’une connexion");
    const autre = await connecter(env.DATABASE_URL);
    await autre.connexion.executer(`SET search_path = ${SCHEMA}`);
    const faites = await Promise.all([migrer(connexion, [CHAT, CHIEN]), migrer(autre.connexion, [CHAT, CHIEN])]);
    await autre.fermer();
    expect(faites.flat().sort()).toEqual(["1_chat", "2_chien"]);
  });

  test("les migrations du dépôt sont numérotées dans l’ordre", () => {
    expect(MIGRATIONS.length).toBeGreaterThan(0);
    for (const { nom } of MIGRATIONS) expect(nom).toMatch(/^\d{14}_[a-z0-9_]+$/);
  });
});
