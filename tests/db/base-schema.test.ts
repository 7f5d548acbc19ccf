import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { prisma } from "@/prisma/moteur/lancer.mjs";

/** Runs Prisma's real CLI on the WebAssembly engine, as developers do. */

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

  test("un champ ajouté au schéma sans migration est vu", () => {
    const schema = path.join(dossier, "schema.prisma");
    const origine = readFileSync("prisma/schema.prisma", "utf8");
    writeFileSync(schema, origine.replace("model Dossier {", "model Dossier {\n  champPlante String?"));
    const { status, texte } = ecart("prisma/migrations", schema);
    expect(texte).toContain("champPlante");
    expect(status).toBe(2);
  });

  test("une colonne ajoutée par une migration sans le schéma est vue", () => {
    const migrations = path.join(dossier, "migrations");
    cpSync("prisma/migrations", migrations, { recursive: true });
    const plantee = path.join(migrations, "99999999999999_plantee");
    mkdirSync(plantee);
    writeFileSync(path.join(plantee, "migration.sql"), `ALTER TABLE "Dossier" ADD COLUMN "colonnePlantee" TEXT;`);
    const { status, texte } = ecart(migrations, "prisma/schema.prisma");
    expect(texte).toContain("colonnePlantee");
    expect(status).toBe(2);
  });
});
