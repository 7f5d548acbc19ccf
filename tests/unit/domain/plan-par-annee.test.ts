import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Centimes, centimes } from "@/lib/domain/argent";
import type { Dossier } from "@/lib/domain/dossier";
import { anneesPlan, planParAnnee, ventiler } from "@/lib/domain/plan-par-annee";
import { dossierArbitraire } from "@/tests/outils/arbitraires";

const c = (euros: number) => centimes(BigInt(Math.round(euros * 100)));
const somme = (m: readonly Centimes[]) => m.reduce((t, x) => t + x, 0n);

const projet: Pick<Dossier, "budget" | "financements"> = {
  budget: [
    { poste: "equipement", annee: 2025, montant: c(200) },
    { poste: "bati", annee: 2024, montant: c(40) },
    { poste: "equipement", annee: 2024, montant: c(60) },
    { poste: "missions", montant: c(0) },
  ],
  financements: [
    { source: "autofinancement", montant: c(60), engage: true },
    { source: "france2030", montant: c(180), engage: false },
    { source: "region", montant: c(40), engage: true },
    { source: "region", montant: c(20), engage: false },
  ],
};

describe("ventiler des lignes sur des colonnes", () => {
  const montant = fc.bigInt({ min: 0n, max: 10n ** 12n }).map(centimes);

  it("fait tomber juste chaque ligne et chaque colonne, sans part négative, à quelques centimes de la part exacte", () => {
    fc.assert(
      fc.property(
        fc.array(montant, { minLength: 1, maxLength: 12 }),
        fc.array(fc.bigInt({ min: 0n, max: 10n ** 6n }), { minLength: 1, maxLength: 6 }),
        (lignes, poids) => {
          const total = somme(lignes);
          const masse = poids.reduce((t, p) => t + p, 0n);
          fc.pre(masse > 0n);
          let place = 0n;
          let cumul = 0n;
          const colonnes = poids.map((p) => {
            cumul += p;
            const jusquici = (total * cumul) / masse;
            const part = jusquici - place;
            place = jusquici;
            return centimes(part);
          });
          const parts = ventiler(lignes, colonnes);
          expect(parts.map(somme)).toEqual(lignes.map((l) => l as bigint));
          expect(colonnes.map((_, j) => parts.reduce((t, l) => t + (l[j] ?? 0n), 0n))).toEqual(colonnes);
          for (const [i, ligne] of parts.entries())
            for (const [j, part] of ligne.entries()) {
              expect(part).toBeGreaterThanOrEqual(0n);
              // Distance to the exact share, times the total: never more than a cent per column already served.
              const ecart = part * total - (lignes[i] as bigint) * (colonnes[j] as bigint);
              const borne = total * BigInt(colonnes.length + 1);
              expect(ecart <= borne && -ecart <= borne).toBe(true);
            }
        },
      ),
    );
  });

  it("refuse des totaux différents", () => {
    expect(() => ventiler([c(1)], [c(2)])).toThrow(RangeError);
    expect(ventiler([], [])).toEqual([]);
    expect(ventiler([c(0)], [c(0), c(0)])).toEqual([[0n, 0n]]);
  });
});

describe("le plan par année", () => {
  it("additionne les dépenses par année civile, celles sans année à la fin, rien d’une année sans dépense", () => {
    expect(anneesPlan([...projet.budget, { poste: "missions", montant: c(5) }])).toEqual([
      { annee: 2024, cout: c(100), eligible: c(60) },
      { annee: 2025, cout: c(200), eligible: c(200) },
      { annee: null, cout: c(5), eligible: c(5) },
    ]);
  });

  it("un plan équilibré paie chaque année tout ce qu’elle coûte", () => {
    const p = planParAnnee(projet);
    expect(p?.payeurs.map((l) => [l.payeur, ...l.montants])).toEqual([
      ["france2030", c(60), c(120)],
      ["region", c(20), c(40)],
      ["autofinancement", c(20), c(40)],
    ]);
    expect(p?.totaux).toEqual([c(100), c(200)]);
  });

  it("montre ce qui manque, année par année", () => {
    const p = planParAnnee({ ...projet, financements: projet.financements.slice(0, 3) });
    expect(p?.payeurs.at(-1)).toMatchObject({ payeur: "manque", total: c(20) });
    expect(p?.totaux).toEqual([c(100), c(200)]);
  });

  it("répartit aussi ce qui est en trop", () => {
    const trop = { source: "branche" as const, montant: c(30), engage: true };
    const p = planParAnnee({ ...projet, financements: [...projet.financements, trop] });
    expect(p?.totaux).toEqual([c(110), c(220)]);
    expect(p?.total).toBe(c(330));
  });

  const vides: [string, Partial<typeof projet>][] = [
    ["sans budget", { budget: [] }],
    ["un coût nul", { budget: [{ annee: 2024, montant: c(0) }] }],
    ["une dépense sans montant", { budget: [...projet.budget, { annee: 2024 }] }],
    ["un apport sans montant", { financements: [{ source: "region", engage: true }] }],
  ];
  it.each(vides)("ne dit rien : %s", (_, d) => expect(planParAnnee({ ...projet, ...d })).toBeNull());

  it("tombe toujours juste, source par source et année par année", () => {
    fc.assert(
      fc.property(dossierArbitraire, (d) => {
        const p = planParAnnee(d);
        if (p === null) return;
        for (const l of p.payeurs) expect(somme(l.montants)).toBe(l.total);
        for (const [j, a] of p.annees.entries()) {
          const colonne = p.payeurs.reduce((t, l) => t + (l.montants[j] ?? 0n), 0n);
          expect(colonne).toBe(p.totaux[j]);
          expect(colonne).toBeGreaterThanOrEqual(a.cout);
        }
        expect(somme(p.totaux)).toBe(p.total);
      }),
      { numRuns: 300 },
    );
  });
});
