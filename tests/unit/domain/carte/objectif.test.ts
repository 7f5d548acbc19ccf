import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { atteint, manque, placesObjectif } from "@/lib/domain/carte/objectif";
import { partColorations, ratioFermetures, taux } from "@/lib/domain/carte/taux";

describe("l’objectif de 6 %", () => {
  // Screen 15: 58 240 places occupied.
  it.each([
    ["igesr constaté de l’écran 15", 3_229, 58_240, "0.055443", false, 266],
    ["igesr validé de l’écran 15", 3_609, 58_240, "0.061968", true, 0],
    ["exactement 6 %", 600, 10_000, "0.060000", true, 0],
    ["une place dessous, écrite 6,00 %", 599_999, 10_000_000, "0.060000", false, 1],
    ["6 % d’un effectif ne tombe pas juste : la place suivante", 6, 101, "0.059406", false, 1],
    ["Pays de la Loire, 5,5 % (note 83)", 55, 1_000, "0.055000", false, 5],
    ["Centre-Val de Loire, 5,7 % (note 83)", 57, 1_000, "0.057000", false, 3],
    ["Martinique, 18,3 % (note 84)", 183, 1_000, "0.183000", true, 0],
    ["Hauts-de-France, 18 % (note 84)", 180, 1_000, "0.180000", true, 0],
    ["aucune place", 0, 58_240, "0.000000", false, 3_495],
  ] as const)("%s", (_, places, effectif, ecrit, reussi, reste) => {
    expect([taux(places, effectif), atteint(places, effectif), manque(places, effectif)]).toEqual([
      ecrit,
      reussi,
      reste,
    ]);
  });

  it("sans effectif, il n’y a ni taux ni objectif", () => {
    expect([taux(12, 0), atteint(12, null), atteint(12, 0), manque(12, null), placesObjectif(0)]).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  it("la place qui manque est la dernière avant l’objectif (propriété)", () => {
    fc.assert(
      fc.property(fc.nat(5_000_000), fc.integer({ min: 1, max: 5_000_000 }), (places, effectif) => {
        const reste = manque(places, effectif) ?? -1;
        expect(atteint(places + reste, effectif)).toBe(true);
        if (reste > 0) expect(atteint(places + reste - 1, effectif)).toBe(false);
      }),
    );
  });
});

describe("les deux autres indicateurs, ceux de l’écran 15", () => {
  const validees = { ouvertes: 1_691, fermees: 1_227, colorees: 875, transformees: 3_793 };
  const rien = { ouvertes: 0, fermees: 0, colorees: 0, transformees: 0 };
  it("ratio de fermetures : 1 227 sur 2 918, 42,0 %", () => {
    expect(ratioFermetures(validees)).toBe("0.420493");
    expect(ratioFermetures(rien)).toBeNull();
  });
  it("part des colorations : 875 sur 3 793, 23,1 %", () => {
    expect(partColorations(validees)).toBe("0.230688");
    expect(partColorations(rien)).toBeNull();
  });
});
