import { readFileSync } from "node:fs";
import { Readable } from "node:stream";
import fc from "fast-check";
import { expect, test } from "vitest";
import { enLignes } from "@/lib/server/lignes";
import { fichiersDuProduit } from "@/tests/outils/regles-code";

const lire = async (...morceaux: Uint8Array[]) => {
  const lues: string[] = [];
  for await (const ligne of enLignes(Readable.from(morceaux))) lues.push(ligne);
  return lues;
};

test.each([
  ["a\nb\n", ["a", "b"]],
  ["a\nb", ["a", "b"]],
  ["", []],
  ["a\n\nb\n", ["a", "", "b"]],
  ["\ufeffa\n", ["\ufeffa"]],
  ['{"t":"Lycée\u2028des\u2029métiers\u0085\r"}\nb\n', ['{"t":"Lycée\u2028des\u2029métiers\u0085\r"}', "b"]],
])("%j se coupe à « \\n » seulement", async (texte, attendu) => {
  expect(await lire(Buffer.from(texte))).toEqual(attendu);
});

test("les morceaux du flux, coupés n’importe où, ne changent rien aux lignes", async () => {
  const texte = fc.array(fc.string({ unit: fc.constantFrom("a", "é", "😀", "\u2028", "\u2029", "\r", '"') }), {
    minLength: 1,
  });
  await fc.assert(
    fc.asyncProperty(texte, fc.integer({ min: 1, max: 5 }), async (lignes, pas) => {
      const octets = Buffer.from(lignes.map((l) => `${l}\n`).join(""));
      const morceaux = Array.from({ length: Math.ceil(octets.length / pas) }, (_, i) =>
        octets.subarray(i * pas, (i + 1) * pas),
      );
      expect(await lire(...morceaux)).toEqual(lignes);
    }),
  );
});

test("un flux coupé au milieu d’un caractère est refusé plutôt que changé", async () => {
  await expect(lire(Buffer.from("é").subarray(0, 1))).rejects.toThrow();
});

/** That of Node 20 keeps them together: the rule holds on each version. */
test("le produit ne lit aucune ligne par node:readline", () => {
  const fautifs = fichiersDuProduit(process.cwd()).filter((f) =>
    /["'](?:node:)?readline/.test(readFileSync(f, "utf8")),
  );
  expect(fautifs).toEqual([]);
});
