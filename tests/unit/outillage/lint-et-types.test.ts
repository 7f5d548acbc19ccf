import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";

/** Biome and tsc with the project's own settings must report what is planted here. */

const BIOME = path.resolve("node_modules/@biomejs/biome/bin/biome");
const TSC = path.resolve("node_modules/typescript/bin/tsc");
const dossier = mkdtempSync(path.resolve(".rigel-plante-"));
afterAll(() => rmSync(dossier, { recursive: true, force: true }));

function lancer(commande: string, args: string[], entree?: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [commande, ...args], {
    input: entree,
    encoding: "utf8",
  });
  return { status, texte: `${stdout}${stderr}` };
}

describe("Biome", () => {
  test.each([
    ["noConsole", 'console.log("x");\n'],
    ["noExplicitAny", "export const x: any = 1;\n"],
    ["noUnusedVariables", "const inutile = 1;\n"],
    ["noUnusedImports", 'import { env } from "@/lib/env";\n'],
    ["noNonNullAssertion", "export const f = (x?: string) => x!.length;\n"],
    ["useImportType", 'import { Etat } from "@/lib/domain/dossier";\n\nexport type E = Etat;\n'],
  ])("signale %s", (regle, texte) => {
    const fichier = path.join(dossier, `${regle}.ts`);
    writeFileSync(fichier, texte);
    const sortie = lancer(BIOME, ["lint", "--vcs-enabled=false", "--error-on-warnings", fichier]);
    expect(sortie.texte).toContain(regle);
    expect(sortie.status).not.toBe(0);
  });

  test("signale une mise en forme qui s’écarte", () => {
    const fichier = path.join(dossier, "forme.ts");
    writeFileSync(fichier, "export const x = {a:1}\n");
    expect(lancer(BIOME, ["format", "--vcs-enabled=false", fichier]).status).not.toBe(0);
  });
});

describe("tsc", () => {
  test.each([
    ["un type faux", "export const x: number = 'un';\n", "TS2322"],
    ["un indice non vérifié", "export const f = (l: string[]): string => l[0];\n", "TS2322"],
    ["un paramètre sans type", "export const f = (x) => x;\n", "TS7006"],
  ])("signale %s", (_, texte, code) => {
    writeFileSync(path.join(dossier, "plante.ts"), texte);
    const projet = path.join(dossier, "tsconfig.json");
    writeFileSync(
      projet,
      JSON.stringify({ extends: "../tsconfig.json", include: ["plante.ts"], files: ["plante.ts"] }),
    );
    const sortie = lancer(TSC, ["--noEmit", "--incremental", "false", "-p", projet]);
    expect(sortie.texte).toContain(code);
    expect(sortie.status).not.toBe(0);
  });
});
