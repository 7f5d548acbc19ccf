import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { centimes, ecrireMontant } from "@/lib/domain/argent";
import { calculerSubventionMax } from "@/lib/domain/eligibilite";
import { regime } from "@/lib/domain/regimes";
import { jouer } from "@/lib/domain/scenarios/jouer";
import { type Contenus, total } from "@/lib/domain/scenarios/plan";
import { proposer } from "@/lib/domain/scenarios/proposer";

const euros = (n: number) => `${n}.00`;
type Apport = readonly [partenaire: string, montant: string];

function plan(
  couts: readonly Apport[],
  subvention: string | null,
  apports: readonly Apport[],
  bati = "0.00",
): Contenus {
  const ligne = { annee: 2024, eligible: null, libelle: null };
  const source = { nature: "numeraire", engage: true, baseValorisation: null } as const;
  return {
    partenaires: {
      partenaires: ["gip", "usine", "lycee"].map((id, i) => ({ id, nom: id, nature: null, chefDeFile: i === 0 })),
    },
    budget: {
      budget: [
        ...couts.map(([partenaire, montant], i) => ({
          cle: `b${i}`,
          partenaire,
          poste: "equipement" as const,
          montant,
          ...ligne,
        })),
        { cle: "bati", partenaire: "gip", poste: "bati" as const, montant: bati, ...ligne },
      ],
    },
    financement: {
      financements: [
        ...(subvention === null
          ? []
          : [{ cle: "f", source: "france2030" as const, partenaire: null, montant: subvention, ...source }]),
        ...apports.map(([partenaire, montant], i) => ({
          cle: `s${i}`,
          source: "entreprise" as const,
          partenaire,
          montant,
          ...source,
        })),
      ],
      repartition: [],
    },
    transformations: { plateauxTechniques: [] },
  };
}
const ATCF = regime("ATCF");
const ouvertes = (c: Contenus, r = ATCF) => {
  const p = proposer(c, r);
  if (!p.ok) throw new Error(p.manques.join(" "));
  return p;
};
const apres = (c: Contenus, code: string, r = ATCF) => {
  const p = ouvertes(c, r).propositions.find((x) => x.code === code);
  if (p === undefined) throw new Error(`${code} n’est pas proposée`);
  return jouer(c, p.gestes).contenus.financement.financements.map((f) => [f.partenaire, f.montant]);
};

describe("proposer", () => {
  test("toute proposition équilibre au centime, sous le plafond, et chaque geste s’applique", () => {
    const montant = fc.bigInt({ min: 0n, max: 999_999_999_99n }).map((n) => ecrireMontant(centimes(n)));
    const lignes = fc.array(fc.tuple(fc.constantFrom("gip", "usine", "lycee"), montant), { maxLength: 4 });
    fc.assert(
      fc.property(
        lignes,
        fc.option(montant),
        lignes,
        montant,
        fc.constantFrom("ATCF", "CMA-DIAG"),
        (b, s, a, bati, code) => {
          const c = plan(b, s, a, bati);
          const r = regime(code as "ATCF");
          const p = proposer(c, r);
          if (!p.ok) return;
          const plafond = calculerSubventionMax(total(c.budget.budget.filter((l) => l.poste !== "bati")), r);
          for (const { gestes, code: nom } of p.propositions) {
            const { contenus, suites } = jouer(c, gestes);
            expect(
              suites.every((x) => x.applique),
              nom,
            ).toBe(true);
            const sources = contenus.financement.financements;
            expect(total(sources), nom).toBe(total(contenus.budget.budget));
            const demandee = total(sources.filter((f) => f.source === "france2030"));
            expect(demandee <= plafond, nom).toBe(true);
            if (nom === "subvention_max") expect(demandee).toBe(plafond);
          }
        },
      ),
    );
  });

  test("la plus haute subvention : 70 % de l’éligible, sans le bâti ; les apports en proportion", () => {
    const c = plan(
      [["gip", euros(2_000_000)]],
      euros(1_000_000),
      [
        ["gip", euros(500_000)],
        ["usine", euros(500_000)],
      ],
      euros(100_000),
    );
    expect(apres(c, "subvention_max")).toEqual([
      [null, "1400000.00"],
      ["gip", "350000.00"],
      ["usine", "350000.00"],
    ]);
  });

  test("un diagnostic : 200 000 € au plus", () => {
    const c = plan([["gip", euros(1_000_000)]], euros(100_000), [["usine", euros(100_000)]]);
    expect(apres(c, "subvention_max", regime("CMA-DIAG"))).toEqual([
      [null, "200000.00"],
      ["usine", "800000.00"],
    ]);
  });

  test("un plafond sous le minimum du régime est dit", () => {
    const { remarques, propositions } = ouvertes(plan([["gip", euros(1_000_000)]], null, [["usine", "300000.00"]]));
    expect(remarques[0]).toMatch(/Le plafond, 700.000,00.€, est inférieur au minimum de 1.000.000,00/);
    expect(propositions[0]?.remarques[0]).toMatch(/minimum/);
  });

  test("le moins de cofinancement à trouver : la subvention monte d’abord", () => {
    const c = plan([["gip", euros(2_000_000)]], euros(1_000_000), [["usine", euros(500_000)]]);
    expect(apres(c, "cofinancement_min")).toEqual([
      [null, "1400000.00"],
      ["usine", "500000.00"],
      ["gip", "100000.00"],
    ]);
    const assez = plan([["gip", euros(2_000_000)]], euros(1_000_000), [["usine", euros(800_000)]]);
    expect(apres(assez, "cofinancement_min")).toEqual([
      [null, "1200000.00"],
      ["usine", "800000.00"],
    ]);
  });

  test("l’écart en proportion des apports, au centime ; des dépenses quand il n’y en a pas", () => {
    const c = plan([["gip", "2000000.01"]], euros(1_000_000), [
      ["gip", euros(100_000)],
      ["usine", euros(200_000)],
    ]);
    expect(apres(c, "proportion")).toEqual([
      [null, "1000000.00"],
      ["gip", "333333.34"],
      ["usine", "666666.67"],
    ]);
    const sans = plan(
      [
        ["gip", euros(1_500_000)],
        ["lycee", euros(500_000)],
      ],
      euros(1_000_000),
      [],
    );
    expect(apres(sans, "proportion")).toEqual([
      [null, "1000000.00"],
      ["gip", "750000.00"],
      ["lycee", "250000.00"],
    ]);
  });

  test("trop de ressources : les apports baissent", () => {
    const c = plan([["gip", euros(2_000_000)]], euros(1_000_000), [
      ["gip", euros(1_000_000)],
      ["usine", euros(1_000_000)],
    ]);
    expect(apres(c, "proportion").slice(1)).toEqual([
      ["gip", "500000.00"],
      ["usine", "500000.00"],
    ]);
  });

  test("déjà équilibré : il le dit, et ne propose pas de répartir rien", () => {
    const c = plan([["gip", euros(2_000_000)]], euros(1_000_000), [["usine", euros(1_000_000)]]);
    const { remarques, propositions } = ouvertes(c);
    expect(remarques[0]).toContain("déjà équilibré");
    expect(propositions.map((p) => p.code)).toEqual(["subvention_max"]);
  });

  test.each<[string, Contenus, string]>([
    ["un budget vide", { ...plan([], null, []), budget: { budget: [] } }, "budget est vide"],
    ["un budget à zéro", plan([], null, []), "aucun montant"],
    ["un coût sans montant", plan([["gip", null as never]], euros(1), []), "1\u00a0ligne sans montant"],
    [
      "un apport sans montant",
      plan([["gip", euros(1)]], euros(1), [["usine", null as never]]),
      "1\u00a0source sans montant",
    ],
  ])("%s : dit ce qui manque", (_, c, mot) => {
    const p = proposer(c, ATCF);
    expect(p.ok).toBe(false);
    expect(p.ok ? "" : p.manques.join(" ")).toContain(mot);
  });
});
