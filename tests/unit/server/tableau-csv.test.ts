import fc from "fast-check";
import { expect, test } from "vitest";
import { cellule, tableauCsv } from "@/lib/server/tableau-csv";

test.each([
  ['=HYPERLINK("http://evil.example";"x")', `"'=HYPERLINK(""http://evil.example"";""x"")"`],
  ["+33 1 23", "'+33 1 23"],
  ["-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["  =1", "'  =1"],
  ["\t=1", "'\t=1"],
  ["Plateau « = » technique", "Plateau « = » technique"],
])("une cellule qu’un tableur calculerait reste du texte : %j", (valeur, attendu) =>
  expect(cellule(valeur)).toBe(attendu),
);

test("quel que soit le texte, aucune cellule ne commence une formule ni n’ouvre une ligne", () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.string(), { minLength: 1, maxLength: 4 }), { maxLength: 5 }), (lignes) => {
      const texte = tableauCsv(["a"], lignes).slice(1);
      // Read as a spreadsheet does.
      const cellules = [...texte.matchAll(/(?:^|;|\r\n)("(?:[^"]|"")*"|[^;\r\n]*)/g)].map((m) =>
        (m[1] ?? "").replace(/^"([\s\S]*)"$/, "$1"),
      );
      for (const lue of cellules) expect(lue).not.toMatch(/^\s*[=+\-@]/);
    }),
  );
});
