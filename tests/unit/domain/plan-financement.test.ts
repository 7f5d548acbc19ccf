import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { centimes } from "@/lib/domain/argent";
import type { Dossier } from "@/lib/domain/dossier";
import { verifier } from "@/lib/domain/eligibilite";
import { SOURCES } from "@/lib/domain/nomenclatures";
import { CODES_ORIGINE, origineDe } from "@/lib/domain/origines";
import {
  inconnues,
  parSource,
  partageSubvention,
  planParOrigine,
  quiPaieQuoi,
  resteConnu,
} from "@/lib/domain/plan-financement";
import { versDossier } from "@/lib/schemas/lecture";
import { dossierArbitraire } from "@/tests/outils/arbitraires";

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

describe("ce qui manque pour dessiner le plan", () => {
  const rien = { depenses: 0, ressources: 0, assiette: false, subvention: false };
  const cas: [string, Partial<Dossier>, Partial<typeof rien>][] = [
    ["rien ne manque", {}, {}],
    ["une dépense sans montant", { budget: [{ poste: "missions" }] }, { depenses: 1, assiette: true }],
    ["une dépense sans poste", { budget: [{ montant: c(5) }] }, { assiette: true }],
    ["un bâti sans montant", { budget: [{ poste: "bati" }] }, { depenses: 1 }],
    ["un apport sans montant", { financements: [{ source: "region", engage: true }] }, { ressources: 1 }],
    ["un apport sans source", { financements: [{ montant: c(5), engage: true }] }, { subvention: true }],
  ];
  it.each(cas)("%s", (_, ajout, attendu) => {
    const d = dossier({
      ...aura,
      budget: [...aura.budget, ...(ajout.budget ?? [])],
      financements: [...aura.financements, ...(ajout.financements ?? [])],
    });
    const attendues = { ...rien, ...attendu };
    expect(inconnues(d)).toEqual(attendues);
    const q = quiPaieQuoi(d, c(15_400_000));
    expect(q.plafond === null).toBe(attendues.assiette);
    expect(q.marge === null).toBe(attendues.assiette || attendues.subvention);
  });

  it("ne dit ce qui reste à cofinancer que si tous les montants sont là", () => {
    expect(resteConnu(verifier(aura))).toBe(true);
    expect(resteConnu(verifier({ ...aura, budget: [...aura.budget, { poste: "missions" }] }))).toBe(false);
    expect(resteConnu(verifier(VIDE))).toBe(false);
  });
});

describe("le plan par origine", () => {
  it("range chacune des neuf sources, et une seule fois", () => {
    expect(Object.fromEntries(SOURCES.codes.map((s) => [s, origineDe(s)]))).toEqual({
      france2030: "public",
      region: "public",
      collectivite: "public",
      autre_public: "public",
      entreprise: "prive",
      branche: "prive",
      autre_prive: "prive",
      union_europeenne: "europeen",
      autofinancement: "propre",
    });
  });

  it("donne les sous-totaux, les parts, l’engagé et l’espéré, le numéraire et la valorisation", () => {
    const p = planParOrigine([
      ...aura.financements,
      { source: "union_europeenne", montant: c(900_000), engage: false, nature: "valorisation" },
      { montant: c(100_000), engage: false },
    ]);
    expect(p.groupes.map((g) => [g.origine, g.total.min, g.part])).toEqual([
      ["public", c(16_500_000), "0.714286"],
      ["prive", c(4_100_000), "0.177489"],
      ["europeen", c(900_000), "0.038961"],
      ["propre", c(1_500_000), "0.064935"],
      [null, c(100_000), "0.004329"],
    ]);
    expect(p.engage.min).toBe(c(12_600_000));
    // A line without a source may be the subsidy: it widens the interval, never the certain part.
    expect(p.espere).toEqual({ min: c(900_000), max: c(1_000_000) });
    expect(p.valorisation.min).toBe(c(900_000));
    expect(p.prive).toEqual({ min: c(4_100_000), max: c(4_200_000) });
    expect(p.partPrivee).toBeNull();
    expect(planParOrigine(aura.financements).partPrivee).toBe("0.325397");
  });

  it("met chaque ligne dans un groupe, et les groupes font le total", () => {
    fc.assert(
      fc.property(dossierArbitraire, ({ financements }) => {
        const { groupes, total, engage, espere } = planParOrigine(financements);
        expect(groupes.flatMap((g) => g.rangs).sort((a, b) => a - b)).toEqual(financements.map((_, i) => i));
        expect(groupes.reduce((t, g) => t + g.total.min, 0n)).toBe(total.min);
        expect(groupes.every((g) => g.origine === null || CODES_ORIGINE.includes(g.origine))).toBe(true);
        expect(engage.min + espere.min).toBeLessThanOrEqual(total.min);
        expect(parSource(financements).reduce((t, s) => t + s.montant, 0n)).toBe(total.min);
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
