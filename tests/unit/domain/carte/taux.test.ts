import fc from "fast-check";
import { expect, it } from "vitest";
import { ecrireRapport, partColorations, ratioFermetures, taux } from "@/lib/domain/carte/taux";
import { ecrireTaux } from "@/lib/domain/ecriture";

it.each([
  [10, 1000, "0.010000"],
  [1, 3, "0.333333"],
  [2, 3, "0.666667"],
  [1, 2_000_000, "0.000001"],
  [1, 2_000_001, "0.000000"],
  [0, 1000, "0.000000"],
  [1500, 1000, "1.500000"],
  [5, 0, null],
])("%i places sur %i élèves : %s", (places, effectif, attendu) => expect(taux(places, effectif)).toBe(attendu));

it("ratio de fermetures et part des colorations sont null quand rien ne les porte", () => {
  const rien = { ouvertes: 0, fermees: 0, colorees: 0, transformees: 0 };
  expect([ratioFermetures(rien), partColorations(rien)]).toEqual([null, null]);
  const d = { ouvertes: 30, fermees: 10, colorees: 10, transformees: 50 };
  expect([ratioFermetures(d), partColorations(d)]).toEqual(["0.250000", "0.200000"]);
  expect(ratioFermetures({ ...rien, colorees: 5, transformees: 5 })).toBeNull();
});

it("est l’arrondi exact au millionième", () => {
  fc.assert(
    fc.property(fc.nat(10_000_000), fc.integer({ min: 1, max: 10_000_000 }), (places, effectif) => {
      const [entier = "", decimales = ""] = (taux(places, effectif) ?? "").split(".");
      const ecart = BigInt(entier + decimales) * BigInt(effectif) - BigInt(places) * 1_000_000n;
      expect(decimales).toHaveLength(6);
      expect(2n * ecart <= BigInt(effectif) && 2n * ecart > -BigInt(effectif)).toBe(true);
    }),
  );
});

it("un taux s’écrit du rapport exact, arrondi une seule fois", () => {
  // 6,254999…: its six decimals end with a half that it has not reached.
  expect(taux(3_128, 50_008)).toBe("0.062550");
  expect(ecrireTaux("0.062550")).toBe("6,26\u00a0%");
  expect(ecrireRapport(3_128, 50_008)).toBe("6,25\u00a0%");
  // At the half exactly, up.
  expect(ecrireRapport(1_251, 20_000)).toBe("6,26\u00a0%");
  expect([ecrireRapport(1_227, 2_918, 1), ecrireRapport(3, 2, 0), ecrireRapport(25, 1)]).toEqual([
    ...["42,0\u00a0%", "150\u00a0%", "2\u202f500,00\u00a0%"],
  ]);
  expect(ecrireRapport(5, 0)).toBeNull();
});
