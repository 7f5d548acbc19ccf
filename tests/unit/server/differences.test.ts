import fc from "fast-check";
import { expect, test } from "vitest";
import { differences } from "@/lib/server/dossiers/differences";

test.each([
  ["rien", { a: 1, b: [1, { c: 2 }] }, { a: 1, b: [1, { c: 2 }] }, null],
  ["une valeur", { a: 1, b: 2 }, { a: 1, b: 3 }, { avant: { b: 2 }, apres: { b: 3 } }],
  ["une clé ajoutée", {}, { a: 1 }, { avant: {}, apres: { a: 1 } }],
  ["une clé retirée", { a: 1 }, {}, { avant: { a: 1 }, apres: {} }],
  ["une ligne au milieu", { l: [1, 2, 3] }, { l: [1, 9, 3] }, { avant: { l: { 1: 2 } }, apres: { l: { 1: 9 } } }],
  ["une ligne à la fin", { l: [1] }, { l: [1, 2] }, { avant: { l: {} }, apres: { l: { 1: 2 } } }],
  ["la première ligne retirée", { l: [1, 2, 3] }, { l: [2, 3] }, { avant: { l: { 0: 1 } }, apres: { l: {} } }],
  ["une ligne insérée", { l: [1, 3] }, { l: [1, 2, 3] }, { avant: { l: {} }, apres: { l: { 1: 2 } } }],
  ["une de deux lignes égales retirée", { l: [1, 1, 2] }, { l: [1, 2] }, { avant: { l: { 1: 1 } }, apres: { l: {} } }],
  [
    "une ligne retirée, une autre changée",
    {
      l: [
        { a: 1, b: 0 },
        { a: 2, b: 0 },
        { a: 3, b: 0 },
      ],
    },
    {
      l: [
        { a: 2, b: 0 },
        { a: 3, b: 9 },
      ],
    },
    { avant: { l: { 0: { a: 1, b: 0 }, 2: { b: 0 } } }, apres: { l: { 1: { b: 9 } } } },
  ],
  [
    "deux lignes échangées",
    { l: [1, 2] },
    { l: [2, 1] },
    { avant: { l: { 0: 1, 1: 2 } }, apres: { l: { 0: 2, 1: 1 } } },
  ],
  ["une liste devenue objet", { l: [] }, { l: {} }, { avant: { l: [] }, apres: { l: {} } }],
  ["nul n’est pas absent", { a: null }, { a: 0 }, { avant: { a: null }, apres: { a: 0 } }],
])("%s", (_, avant, apres, attendu) => {
  expect(differences(avant, apres)).toEqual(attendu);
});

test("retirer la première de 2 400 lignes n’inscrit qu’elle", () => {
  const budget = Array.from({ length: 2_400 }, (_, i) => ({
    libelle: `Ligne ${i % 1_200}`,
    montant: `${i % 1_200}.00`,
  }));
  expect(differences({ budget }, { budget: budget.slice(1) })).toEqual({
    avant: { budget: { 0: budget[0] } },
    apres: { budget: {} },
  });
});

test("rien n’est perdu : deux listes différentes le disent, deux égales se taisent", () => {
  const liste = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 8 });
  fc.assert(
    fc.property(liste, liste, (avant, apres) => {
      const d = differences(avant, apres);
      expect(d === null).toBe(JSON.stringify(avant) === JSON.stringify(apres));
      if (d === null) return;
      // What is kept, taken out of both sides, leaves the same rows in the same order.
      const reste = (liste: number[], notees: unknown) => liste.filter((_, i) => !(String(i) in (notees as object)));
      expect(reste(avant, d.avant)).toEqual(reste(apres, d.apres));
    }),
  );
});
