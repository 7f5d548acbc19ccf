import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { env } from "@/lib/env";
import { migrerPostgresql } from "@/lib/server/base/postgresql";
import { prisma } from "@/prisma/moteur/lancer.mjs";
import { baseVide, MIGRATIONS } from "./outils";

/** Runs Prisma's real CLI on the WebAssembly engine, as developers do. */

// Each run of the CLI opens two databases in memory.
vi.setConfig({ testTimeout: 120_000 });

const dossier = mkdtempSync(path.join(tmpdir(), "rigel-schema-"));
afterAll(() => rmSync(dossier, { recursive: true, force: true }));

function ecart(migrations: string, schema: string) {
  const args = ["migrate", "diff", "--from-migrations", migrations, "--to-schema", schema, "--exit-code"];
  const { status, stdout, stderr } = prisma(args, { stdio: "pipe", encoding: "utf8" });
  return { status, texte: `${stdout}${stderr}` };
}

describe("les migrations et le schéma disent la même chose", () => {
  test("aucun écart", () => {
    const { status, texte } = ecart("prisma/migrations", "prisma/schema.prisma");
    expect(texte).toContain("No difference detected");
    expect(status).toBe(0);
  });

  // Both breaches in one run: it rebuilds every migration, and names each side's own.
  test("un champ ajouté au schéma sans migration est vu, une colonne ajoutée par une migration sans le schéma aussi", () => {
    const schema = path.join(dossier, "schema.prisma");
    const origine = readFileSync("prisma/schema.prisma", "utf8");
    writeFileSync(schema, origine.replace("model Dossier {", "model Dossier {\n  champPlante String?"));
    const migrations = path.join(dossier, "migrations");
    cpSync("prisma/migrations", migrations, { recursive: true });
    const plantee = path.join(migrations, "99999999999999_plantee");
    mkdirSync(plantee);
    writeFileSync(path.join(plantee, "migration.sql"), `ALTER TABLE "Dossier" ADD COLUMN "colonnePlantee" TEXT;`);
    const { status, texte } = ecart(migrations, schema);
    expect(texte).toMatch(/Added column `champPlante`/);
    expect(texte).toMatch(/Removed column `colonnePlantee`/);
    expect(status).toBe(2);
  });
});

describe("le CLI de Prisma et Rigel tiennent le même historique", () => {
  test.skipIf(env.DATABASE_URL === undefined)("ce que l’un applique, l’autre le sait fait", async () => {
    const parRigel = await baseVide();
    await migrerPostgresql(parRigel.adresse, MIGRATIONS);
    const etat = prisma(["migrate", "status"], {
      stdio: "pipe",
      encoding: "utf8",
      env: { DATABASE_URL: parRigel.adresse },
    });
    expect(etat.stdout).toContain("Database schema is up to date!");
    await parRigel.supprimer();

    const parPrisma = await baseVide();
    const fait = prisma(["migrate", "deploy"], {
      stdio: "pipe",
      encoding: "utf8",
      env: { DATABASE_URL: parPrisma.adresse },
    });
    expect(fait.stdout).toContain("All migrations have been successfully applied.");
    expect(await migrerPostgresql(parPrisma.adresse, MIGRATIONS)).toEqual([]);
    await parPrisma.supprimer();
  });
});
