import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { centimes } from "@/lib/domain/argent";
import type { Dossier } from "@/lib/domain/dossier";
import { SOURCES } from "@/lib/domain/nomenclatures";
import { partageSubvention, quiPaieQuoi } from "@/lib/domain/plan-financement";
import { versDossier } from "@/lib/schemas/lecture";

const VIDE = versDossier({ format: "rigel-dossier/1", titre: "Essai", regime: "ATCF" });
const c = (euros: number) => centimes(BigInt(Math.round(euros * 100)));
const dossier = (d: Partial<Dossier>): Dossier => ({ ...VIDE, ...d });

const aura = dossier({
  budget: [
    { poste: "equipement", montant: c(22_000_000) },
    { poste: "bati", montant: c(100_000) },
  ],
  financements: [
    { source: "autofinancement", montant: c(1_500_000), engage: true },
    { source: "region", montant: c(7_000_000), engage: true },
    { source: "france2030", montant: c(9_500_000), engage: false },
    { source: "branche", montant: c(4_100_000), engage: true },
  ],
});

describe("qui paie quoi", () => {
  it("met la subvention à gauche, puis les apports du plus grand au plus petit", () => {
    const q = quiPaieQuoi(aura, c(15_400_000));
    expect(q.ressources.map((s) => s.cle)).toEqual([2, 1, 3, 0]);
    expect(q.depenses.map((s) => s.cle)).toEqual(["eligible", "hors_assiette"]);
    expect(q.marge).toBe(c(5_900_000));
    // 15.4 / 22.1 of the width
    expect(q.plafond).toBe(6968);
  });

  it("garde une seule échelle, celle du plus grand des deux totaux", () => {
    const q = quiPaieQuoi(
      { ...aura, financements: [{ source: "france2030", montant: c(11_050_000), engage: false }] },
      c(1),
    );
    expect(q.ressources[0]).toMatchObject({ debut: 0, largeur: 5000 });
    expect(q.depenses.reduce((t, s) => t + s.largeur, 0)).toBe(10_000);
  });

  it("ne dessine rien d’un dossier vide et ne divise pas par zéro", () => {
    expect(quiPaieQuoi(VIDE, c(0))).toMatchObject({ depenses: [], ressources: [], plafond: null, marge: 0n });
  });

  it("les segments se suivent sans trou et leurs montants font le total", () => {
    const ligne = fc.record({
      source: fc.constantFrom(...SOURCES.codes),
      montant: fc.option(fc.bigInt(0n, 10n ** 12n).map(centimes), { nil: undefined }),
      engage: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(ligne, { maxLength: 30 }), (financements) => {
        const q = quiPaieQuoi(dossier({ financements }), c(1000));
        expect(q.ressources.reduce((t, s) => t + s.montant, 0n)).toBe(q.totalRessources);
        let fin = 0;
        for (const s of q.ressources) {
          expect(s.debut).toBe(fin);
          fin += s.largeur;
        }
        expect(fin).toBeLessThanOrEqual(10_000);
      }),
    );
  });
});

describe("la répartition de la subvention", () => {
  const cas: [string, number[], number][] = [
    ["rien de réparti", [], 9_500_000],
    ["tout réparti", [6_000_000, 3_500_000], 0],
    ["un centime de trop", [9_500_000.01], -0.01],
    ["il en reste", [9_000_000], 500_000],
  ];
  it.each(cas)("%s", (_, parts, reste) => {
    const p = partageSubvention(
      aura.financements,
      parts.map((m) => ({ subvention: c(m) })),
    );
    expect(p.reste).toBe(c(reste));
  });
});
