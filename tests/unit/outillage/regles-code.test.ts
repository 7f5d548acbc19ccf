import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fichiersDuProduit, verifierCode } from "@/tests/outils/regles-code";

/** Every rule must catch a breach planted here, or it could fail open. */

const messages = (fichier: string, texte: string) => verifierCode(fichier, texte).map((faute) => faute.message);

describe("process.env se lit dans lib/env.ts seulement", () => {
  test.each([
    ["lib/server/plante.ts", "const p = process.env.PORT;"],
    ["app/page.tsx", "export const p = process['env'].PORT;"],
    ["components/dsfr/plante.tsx", "const { env } = process;"],
    ["lib/integrations/plante.ts", "const { env: e } = process;"],
    ["lib/domain/plante.ts", 'import { env } from "node:process";'],
    ["instrumentation.ts", "const p = process.env.PORT;"],
  ])("%s : %s", (fichier, texte) => {
    expect(messages(fichier, texte)).toEqual(["process.env se lit dans lib/env.ts seulement"]);
  });

  test.each([
    ["lib/env.ts", "export const env = lire(process.env);"],
    ["instrumentation.ts", "if (process.env.NEXT_RUNTIME === 'nodejs') f();"],
    ["lib/server/plante.ts", 'import { env } from "@/lib/env"; const p = env.PORT + process.pid;'],
  ])("permis, %s : %s", (fichier, texte) => {
    expect(messages(fichier, texte)).toEqual([]);
  });
});

describe("lib/domain ne lit ni l’horloge ni le hasard", () => {
  test.each([
    "const d = new Date();",
    "const d = new Date;",
    "const d = Date();",
    "const d = Date.now();",
    "const f = Date.now;",
    "const x = Math.random();",
    "const t = performance.now();",
    "const t = globalThis.performance.now();",
    "const id = crypto.randomUUID();",
  ])("%s", (texte) => {
    expect(messages("lib/domain/plante.ts", texte)).toHaveLength(1);
    expect(messages("lib/server/permis.ts", texte)).toEqual([]);
  });

  test.each([
    "const d = new Date(0);",
    "const d = new Date(Date.UTC(2024, 1, 29));",
    "// new Date()\nconst t = 'Date.now()';",
  ])("permis : %s", (texte) => {
    expect(messages("lib/domain/permis.ts", texte)).toEqual([]);
  });
});

describe("dans une transaction, seul tx parle à la base", () => {
  test.each([
    "await client.$transaction(async (tx) => { await client.dossier.count(); });",
    "await transaction(async (tx) => { const c = await base(); });",
    "await transaction(async function (tx) { return (await base()).dossier.count(); });",
    "const client = await base(); await transaction(async (tx) => client.dossier.count());",
    "const client = await base(); await transaction(async (tx) => { await tx.a.b(); for (const x of y) { await client.a.b(x); } });",
    "await transaction(async (tx) => { await transaction(async (tx2) => tx2.a.b()); });",
    "async function ecrire(tx: Tx, id: string) { const client = await base(); }",
    "const ecrire = async (tx: Prisma.TransactionClient) => (await base()).a.b();",
    "this.prisma.$transaction(async (tx) => { await this.prisma.a.b(); });".replaceAll("this.", "service."),
  ])("%s", (texte) => {
    expect(messages("lib/server/plante.ts", texte).length).toBeGreaterThan(0);
  });

  test.each([
    "const client = await base(); await client.dossier.count(); await transaction(async (tx) => tx.dossier.count());",
    "const client = await base(); await client.$transaction([client.a.b(), client.c.d()]);",
    "async function lire(id: string) { const client = await base(); return client.a.b(id); }",
    "async function ecrire(tx: Tx) { await tx.a.b(); }",
  ])("permis : %s", (texte) => {
    expect(messages("lib/server/permis.ts", texte)).toEqual([]);
  });
});

describe("le produit", () => {
  test("est bien lu : un contrôle qui ne lit rien ne contrôle rien", () => {
    const fichiers = fichiersDuProduit(process.cwd());
    expect(fichiers).toContain("lib/env.ts");
    expect(fichiers).toContain("instrumentation.ts");
    expect(fichiers.some((fichier) => fichier.startsWith("prisma/genere"))).toBe(false);
  });

  test("chaque faute donne sa ligne", () => {
    expect(verifierCode("lib/domain/plante.ts", "const a = 1;\nconst d = Date.now();")).toEqual([
      expect.objectContaining({ fichier: "lib/domain/plante.ts", ligne: 2 }),
    ]);
    expect(verifierCode("lib/env.ts", readFileSync("lib/env.ts", "utf8"))).toEqual([]);
  });
});

describe("le SQL est un gabarit étiqueté", () => {
  test.each([
    "await tx.$queryRawUnsafe(sql);",
    "await client.$executeRawUnsafe('DELETE FROM x WHERE id = ' + id);",
    "await tx.$queryRaw(Prisma.sql([texte]));",
    "const s = Prisma.raw(nom);",
    "const f = tx.$executeRaw;",
  ])("%s", (texte) => expect(messages("lib/server/plante.ts", texte)).toHaveLength(1));

  test("permis : un gabarit, dont les valeurs sont des paramètres", () => {
    expect(messages("lib/server/plante.ts", "await tx.$queryRaw<X[]>`SELECT 1`;")).toEqual([]);
  });
});

describe("ce qui exécute du texte, ou l’écrit tel quel", () => {
  test.each([
    ["components/plante.tsx", "const a = <p dangerouslySetInnerHTML={{ __html: x }} />;"],
    ["lib/domain/plante.ts", "eval(x);"],
    ["lib/domain/plante.ts", 'const f = new Function("return 1");'],
    ["lib/server/plante.ts", 'const l = cellules.join(";");'],
  ])("%s : %s", (fichier, texte) => expect(messages(fichier, texte)).toHaveLength(1));

  test("permis : un autre séparateur", () => {
    expect(messages("lib/server/plante.ts", 'const l = mots.join(", ");')).toEqual([]);
  });
});
