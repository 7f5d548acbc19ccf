import { expect, test } from "vitest";
import { uneLigne } from "@/lib/domain/une-ligne";

test.each([
  ["Un titre", "Un titre"],
  ["  Un\r\n\r\ntitre\tlong ", "Un titre long"],
  ["inversé\u202Eeci", "inversé eci"],
  ["nul\u0000 et \u2028 saut", "nul et saut"],
  ["é".repeat(120), "é".repeat(120)],
  ["é".repeat(121), `${"é".repeat(119)}…`],
])("%j → %j", (texte, ligne) => {
  expect(uneLigne(texte)).toBe(ligne);
});

test("ne coupe pas un caractère en deux", () => {
  expect(uneLigne("🚀".repeat(130))).toBe(`${"🚀".repeat(119)}…`);
});
