import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { admise, document, FICHIER, inventaire } from "@/tests/outils/licences.mjs";

describe("les licences des dépendances", () => {
  test("toutes sont admises", () => {
    const lignes = inventaire();
    expect(lignes.length).toBeGreaterThan(100);
    expect(lignes.filter((l) => !admise(l))).toEqual([]);
  });

  test("docs/licences.md est à jour (npm run licences)", () => {
    expect(readFileSync(FICHIER, "utf8") === document(inventaire())).toBe(true);
  });

  test.each([
    ["x", "MIT", true],
    ["x", "GPL-3.0-only", false],
    ["x", "AGPL-3.0", false],
    ["x", "non déclarée", false],
    ["x", "(MIT OR GPL-3.0)", true],
    ["x", "MIT AND GPL-3.0", false],
    ["autre", "MPL-2.0", false],
    ["axe-core", "MPL-2.0", true],
    ["@img/sharp-linux-x64", "LGPL-3.0-or-later", true],
    ["x", "LGPL-3.0-or-later", false],
  ])("%s sous %s : %s", (nom, licence, attendu) => expect(admise({ nom, licence })).toBe(attendu));
});
