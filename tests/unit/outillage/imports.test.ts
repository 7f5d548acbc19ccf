import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifierImports } from "@/tests/outils/imports.mjs";

/** A small tree that breaks every rule of .dependency-cruiser.cjs once, read by the real tool. */

/** rule → [file, its content]. The file imported is created empty when it is in the project. */
const BRECHES: Record<string, [string, string]> = {
  "domain-pur": ["lib/domain/a.ts", 'import "@/lib/server/cible";'],
  "domain-sans-paquet": ["lib/domain/b.ts", 'import { z } from "zod"; z.string();'],
  schemas: ["lib/schemas/a.ts", 'import type { Cible } from "@/lib/server/cible"; export type A = Cible;'],
  pdf: ["lib/pdf/a.ts", 'import "@/lib/integrations/cible";'],
  integrations: ["lib/integrations/a.ts", 'import "@/lib/server/cible";'],
  env: ["lib/env.ts", 'import "@/lib/domain/cible";'],
  server: ["lib/server/a.ts", 'import "@/components/cible";'],
  cli: ["lib/cli/a.ts", 'import "@/components/cible";'],
  components: ["components/a.tsx", 'import type { Cible } from "@/lib/server/cible"; export type A = Cible;'],
  app: ["app/a.ts", 'import "@/prisma/cible";'],
  "personne-n-importe-app": ["instrumentation.ts", 'import "@/app/cible";'],
  "client-prisma": ["lib/cli/b.ts", 'import "@/prisma/genere/client";'],
  "tests-hors-du-produit": ["lib/server/b.ts", 'import "@/tests/cible";'],
  "import-introuvable": ["lib/server/c.ts", 'import "@/lib/nulle-part";'],
  "pas-de-cycle": ["lib/domain/c.ts", 'import type { D } from "@/lib/domain/d"; export type C = D | 1;'],
};
const PERMIS: [string, string][] = [
  ["lib/domain/d.ts", 'import type { C } from "@/lib/domain/c"; export type D = C | 2;'],
  ["lib/server/permis.ts", 'import "@/prisma/genere/client"; import "@/lib/env"; import "@/lib/pdf/cible";'],
  ["components/permis.tsx", 'import "@/lib/domain/cible"; import "@/lib/schemas/cible";'],
  ["app/permis.ts", 'import "@/components/cible"; import "@/lib/server/cible";'],
];
const CIBLES = [
  ...["domain", "schemas", "server", "pdf", "integrations"].map((nom) => `lib/${nom}/cible.ts`),
  ...["components/cible.ts", "app/cible.ts", "prisma/cible.ts", "prisma/genere/client.ts", "tests/cible.ts"],
];

const dossier = mkdtempSync(path.join(tmpdir(), "rigel-imports-"));
let violations: string[];

function ecrire(fichier: string, texte: string): void {
  const chemin = path.join(dossier, fichier);
  mkdirSync(path.dirname(chemin), { recursive: true });
  writeFileSync(chemin, texte);
}

beforeAll(() => {
  ecrire(
    "tsconfig.json",
    JSON.stringify({ compilerOptions: { moduleResolution: "bundler", paths: { "@/*": ["./*"] } } }),
  );
  symlinkSync(path.resolve("node_modules"), path.join(dossier, "node_modules"));
  for (const cible of CIBLES) ecrire(cible, "export type Cible = 1;");
  for (const [fichier, texte] of [...Object.values(BRECHES), ...PERMIS]) ecrire(fichier, texte);
  ({ violations } = verifierImports(dossier));
}, 60_000);
afterAll(() => rmSync(dossier, { recursive: true, force: true }));

describe("le contrôle des imports", () => {
  test.each(Object.entries(BRECHES))("signale la brèche plantée pour « %s »", (regle, [fichier]) => {
    const signalee = violations.filter((violation) => violation.startsWith(`${regle} : `));
    expect(signalee.some((violation) => violation.includes(fichier))).toBe(true);
  });

  test("laisse passer ce qui est permis", () => {
    expect(violations.filter((violation) => violation.includes("permis"))).toEqual([]);
  });

  test("a une brèche plantée par règle", async () => {
    const configuration = (await import(path.resolve(".dependency-cruiser.cjs"))).default;
    const regles = configuration.forbidden.map((regle: { name: string }) => regle.name);
    expect(regles.sort()).toEqual(Object.keys(BRECHES).sort());
  });

  test("dit qu’il n’a rien lu quand il n’y a rien à lire", () => {
    const vide = mkdtempSync(path.join(tmpdir(), "rigel-imports-vide-"));
    mkdirSync(path.join(vide, "lib"));
    writeFileSync(path.join(vide, "tsconfig.json"), "{}");
    writeFileSync(path.join(vide, "hors-des-dossiers-lus.ts"), "export {};");
    expect(verifierImports(vide).modules).toBe(0);
    rmSync(vide, { recursive: true });
  });
});
