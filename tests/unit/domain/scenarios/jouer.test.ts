import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { centimes, ecrireMontant, lireMontant } from "@/lib/domain/argent";
import { comparer } from "@/lib/domain/edition/changements";
import { NATURES_FINANCEMENT, POSTES, SOURCES } from "@/lib/domain/nomenclatures";
import { type Geste, SOURCES_COFINANCEMENT } from "@/lib/domain/scenarios/gestes";
import { jouer } from "@/lib/domain/scenarios/jouer";
import { type Contenus, planDe, SECTIONS_SCENARIO, total } from "@/lib/domain/scenarios/plan";

const IDS = ["a", "b", "c"];
const id = fc.constantFrom(...IDS);
const peutEtre = <T>(a: fc.Arbitrary<T>) => fc.option(a, { nil: null, freq: 6 });
const montant = fc.bigInt({ min: 0n, max: 1_000_000n }).map((n) => ecrireMontant(centimes(n)));
const poste = fc.constantFrom(...POSTES.codes.slice(0, 3));
const cles = <L extends object>(lignes: L[]) => lignes.map((l, i) => ({ ...l, cle: `k${i}` }));

const contenus: fc.Arbitrary<Contenus> = fc.record({
  partenaires: fc.constant({
    partenaires: IDS.map((i) => ({ id: i, nom: `Partenaire ${i}`, nature: "gip", chefDeFile: i === "a" })),
  }),
  budget: fc
    .array(
      fc.record({
        ...{ partenaire: peutEtre(id), poste: peutEtre(poste), montant: peutEtre(montant) },
        ...{ annee: peutEtre(fc.constantFrom(2024, 2025)), eligible: fc.constant(null), libelle: fc.constant(null) },
      }),
      { maxLength: 8 },
    )
    .map((l) => ({ budget: cles(l) })),
  financement: fc.record({
    financements: fc
      .array(
        fc.record({
          ...{ source: peutEtre(fc.constantFrom(...SOURCES.codes.slice(0, 4))), partenaire: peutEtre(id) },
          ...{ montant: peutEtre(montant), nature: fc.constant("numeraire" as const) },
          ...{ engage: fc.boolean(), baseValorisation: fc.constant(null) },
        }),
        { maxLength: 6 },
      )
      .map(cles),
    repartition: fc
      .array(fc.record({ partenaire: peutEtre(id), subvention: peutEtre(montant), part: fc.constant(null) }), {
        maxLength: 4,
      })
      .map(cles),
  }),
  transformations: fc.record({
    plateauxTechniques: fc
      .array(fc.record({ hote: peutEtre(id), usagers: fc.subarray(IDS) }), { maxLength: 2 })
      .map(cles),
  }),
});

const geste: fc.Arbitrary<Geste> = fc.oneof(
  fc.record({ type: fc.constant("retirer_partenaire" as const), partenaire: id, repreneur: peutEtre(id) }),
  fc.record({
    ...{ type: fc.constant("deplacer_part" as const), partenaire: id, vers: id, poste: peutEtre(poste) },
    ...{
      objet: fc.constantFrom("ligne" as const, "depenses" as const, "cofinancement" as const, "subvention" as const),
    },
    ...{ ligne: fc.constantFrom("k0", "k1"), montant: peutEtre(montant) },
  }),
  fc.record({ type: fc.constant("fixer_subvention" as const), montant }),
  fc.record({
    ...{ type: fc.constant("couper_poste" as const), poste, partenaire: peutEtre(id) },
    ...{ par: fc.constant("pourcentage" as const), valeur: fc.constantFrom("10", "33.3333", "100", "0.01") },
  }),
  fc.record({
    ...{ type: fc.constant("fixer_apport" as const), partenaire: peutEtre(id), montant },
    source: peutEtre(fc.constantFrom(...SOURCES_COFINANCEMENT)),
  }),
  fc.record({
    ...{ type: fc.constant("ajouter_source" as const), source: fc.constantFrom(...SOURCES_COFINANCEMENT) },
    ...{
      partenaire: peutEtre(id),
      montant,
      nature: fc.constantFrom(...NATURES_FINANCEMENT.codes),
      engage: fc.boolean(),
    },
  }),
);

const couts = (c: Contenus) => total(c.budget.budget);
const cofinancement = (c: Contenus) => total(c.financement.financements.filter((f) => f.source !== "france2030"));
const subvention = (c: Contenus) => total(c.financement.financements.filter((f) => f.source === "france2030"));
const parts = (c: Contenus) => total(c.financement.repartition.map((r) => ({ montant: r.subvention })));
const montants = (c: Contenus) => [
  ...c.budget.budget.map((l) => l.montant),
  ...c.financement.financements.map((l) => l.montant),
  ...c.financement.repartition.map((l) => l.subvention),
];
const json = (v: unknown) => JSON.stringify(v);

describe("jouer, pour tout plan et tous gestes", () => {
  test("ne touche pas ce qui est donné, et redonne la même chose", () => {
    fc.assert(
      fc.property(contenus, fc.array(geste, { maxLength: 5 }), (c, gestes) => {
        const avant = json(c);
        const un = jouer(c, gestes);
        expect(json(c)).toBe(avant);
        expect(json(jouer(c, gestes))).toBe(json(un));
        expect(un.suites).toHaveLength(gestes.length);
      }),
    );
  });

  test("aucun montant négatif ni mal formé, aucune clé en double", () => {
    fc.assert(
      fc.property(contenus, fc.array(geste, { maxLength: 5 }), (c, gestes) => {
        const { contenus: apres } = jouer(c, gestes);
        for (const m of montants(apres)) expect(m === null || lireMontant(m) !== undefined, String(m)).toBe(true);
        for (const lignes of [apres.budget.budget, apres.financement.financements, apres.financement.repartition])
          expect(new Set(lignes.map((l) => l.cle)).size).toBe(lignes.length);
      }),
    );
  });

  test("sans geste, ou qu’aucun ne s’applique : le même contenu, rien à écrire", () => {
    fc.assert(
      fc.property(contenus, (c) => {
        const parti: Geste = { type: "retirer_partenaire", partenaire: "z", repreneur: null };
        const { contenus: apres, suites } = jouer(c, [parti]);
        expect(suites[0]).toMatchObject({ applique: false, motif: expect.stringContaining("n’est plus") });
        expect(apres).toEqual(c);
        for (const s of SECTIONS_SCENARIO) expect(comparer(s, c[s], apres[s])).toEqual([]);
      }),
    );
  });

  test("déplacer conserve les totaux au centime", () => {
    fc.assert(
      fc.property(contenus, geste, (c, g) => {
        fc.pre(g.type === "deplacer_part");
        const { contenus: apres } = jouer(c, [g]);
        expect([couts, cofinancement, subvention, parts].map((f) => f(apres))).toEqual(
          [couts, cofinancement, subvention, parts].map((f) => f(c)),
        );
      }),
      { numRuns: 300 },
    );
  });

  test("retirer ne laisse aucune trace du partenaire ; repris, le coût et la répartition restent entiers", () => {
    fc.assert(
      fc.property(contenus, peutEtre(fc.constantFrom("b", "c")), (c, repreneur) => {
        const { contenus: apres } = jouer(c, [{ type: "retirer_partenaire", partenaire: "a", repreneur }]);
        expect(json(planDe(apres))).not.toMatch(/"(partenaire|hote|id)":"a"|\["a"|,"a"\]/);
        expect(subvention(apres)).toBe(subvention(c));
        if (repreneur !== null) {
          expect(couts(apres)).toBe(couts(c));
          expect(parts(apres)).toBe(parts(c));
        }
      }),
    );
  });

  test("couper retire exactement ce qui est dit, arrondi au centime vers le bas", () => {
    fc.assert(
      fc.property(contenus, poste, fc.integer({ min: 1, max: 1_000_000 }), (c, p, dixMillemes) => {
        const valeur = `${Math.floor(dixMillemes / 10_000)}.${String(dixMillemes % 10_000).padStart(4, "0")}`;
        const lignes = c.budget.budget.filter((l) => l.poste === p);
        const somme = total(lignes);
        const { contenus: apres, suites } = jouer(c, [
          { type: "couper_poste", poste: p, partenaire: null, par: "pourcentage", valeur },
        ]);
        fc.pre(suites[0]?.applique === true);
        expect(couts(c) - couts(apres)).toBe((somme * BigInt(dixMillemes)) / 1_000_000n);
      }),
    );
  });

  test("fixer donne ce montant, et lui seul change", () => {
    fc.assert(
      fc.property(contenus, montant, (c, m) => {
        const { contenus: apres } = jouer(c, [{ type: "fixer_subvention", montant: m }]);
        expect(subvention(apres)).toBe(lireMontant(m));
        expect(cofinancement(apres)).toBe(cofinancement(c));
        expect(apres.budget).toBe(c.budget);
      }),
    );
  });
});

const LIGNE = { annee: 2024, eligible: null, libelle: null } as const;
const SOURCE = { nature: "numeraire", baseValorisation: null } as const;
const plan: Contenus = {
  partenaires: {
    partenaires: [
      { id: "gip", nom: "GIP", nature: "gip", chefDeFile: true },
      { id: "usine", nom: "Usine", nature: "entreprise", chefDeFile: false },
    ],
  },
  budget: {
    budget: [
      { cle: "1", partenaire: "gip", poste: "missions", montant: "100.00", ...LIGNE },
      { cle: "2", partenaire: "usine", poste: "missions", montant: "50.01", ...LIGNE },
    ],
  },
  financement: {
    financements: [
      { cle: "f", source: "france2030", partenaire: null, montant: "90.00", engage: false, ...SOURCE },
      { cle: "g", source: "entreprise", partenaire: "usine", montant: "60.01", engage: true, ...SOURCE },
    ],
    repartition: [
      { cle: "r", partenaire: "gip", subvention: "60.00", part: null },
      { cle: "s", partenaire: "usine", subvention: "30.00", part: null },
    ],
  },
  transformations: { plateauxTechniques: [{ cle: "p", hote: "usine", usagers: ["gip"] }] },
};
const un = (g: Geste) => jouer(plan, [g]);

describe("gestes, cas par cas", () => {
  test("le partenaire retiré laisse ses dépenses, sa part et ses plateaux à qui les reprend", () => {
    const { contenus: apres, suites } = un({ type: "retirer_partenaire", partenaire: "usine", repreneur: "gip" });
    expect(apres.budget.budget).toMatchObject([{ partenaire: "gip", montant: "150.01" }]);
    expect(apres.financement.repartition).toMatchObject([{ partenaire: "gip", subvention: "90.00" }]);
    expect(apres.transformations.plateauxTechniques).toMatchObject([{ hote: "gip" }]);
    expect(apres.financement.financements).toHaveLength(1);
    expect(suites[0]).toMatchObject({ remarques: [expect.stringMatching(/^Son apport de 60,01/)] });
  });

  test("la répartition suit la subvention quand elle était juste, et se dit à revoir sinon", () => {
    const { contenus: apres } = un({ type: "fixer_subvention", montant: "100.00" });
    expect(apres.financement.repartition.map((r) => r.subvention)).toEqual(["66.67", "33.33"]);
    const bancal = jouer(apres, [
      {
        type: "deplacer_part",
        objet: "subvention",
        partenaire: "gip",
        poste: null,
        ligne: null,
        vers: "usine",
        montant: "0.01",
      },
      { type: "fixer_subvention", montant: "50.00" },
    ]);
    expect(bancal.contenus.financement.repartition.map((r) => r.subvention)).toEqual(["33.33", "16.67"]);
    const faux = { ...plan, financement: { ...plan.financement, repartition: plan.financement.repartition.slice(1) } };
    expect(jouer(faux, [{ type: "fixer_subvention", montant: "1.00" }]).suites[0]).toMatchObject({
      remarques: [expect.stringContaining("à revoir")],
    });
  });

  test.each<[string, Geste, string]>([
    [
      "déplacer plus qu’il n’y a",
      {
        type: "deplacer_part",
        objet: "depenses",
        partenaire: "gip",
        poste: null,
        ligne: null,
        vers: "usine",
        montant: "100.01",
      },
      "Il n’y a que",
    ],
    [
      "une ligne disparue",
      {
        type: "deplacer_part",
        objet: "ligne",
        partenaire: "gip",
        poste: null,
        ligne: "z",
        vers: "usine",
        montant: null,
      },
      "n’est plus dans le budget",
    ],
    [
      "couper au-dessus",
      { type: "couper_poste", poste: "missions", partenaire: null, par: "montant", valeur: "151.00" },
      "rien à réduire",
    ],
    [
      "un poste sans montant",
      { type: "couper_poste", poste: "bati", partenaire: null, par: "pourcentage", valeur: "10" },
      "aucun montant",
    ],
    [
      "un apport à personne",
      { type: "fixer_apport", partenaire: null, montant: "1.00", source: null },
      "sans partenaire",
    ],
  ])("%s : dit, et rien ne change", (_, g, motif) => {
    const { contenus: apres, suites } = un(g);
    expect(suites[0]).toMatchObject({ applique: false, motif: expect.stringContaining(motif) });
    expect(apres).toEqual(plan);
  });

  test("ramener un poste à un montant : exactement, en proportion", () => {
    const { contenus: apres } = un({
      type: "couper_poste",
      poste: "missions",
      partenaire: null,
      par: "montant",
      valeur: "75.00",
    });
    expect(apres.budget.budget.map((l) => l.montant)).toEqual(["50.00", "25.00"]);
  });

  test.each([
    ["70.00", ["Cet apport n’est engagé que pour l’ancien montant."]],
    ["60.01", []],
    ["50.00", []],
  ])("un apport engagé porté à %s : ce qui dépasse n’est pas promis, et c’est dit", (montant, remarques) => {
    const { suites } = un({ type: "fixer_apport", partenaire: "usine", montant, source: null });
    expect(suites[0]).toMatchObject({ applique: true, remarques });
  });

  type Source = Contenus["financement"]["financements"][number];
  const donner = (nature: string | null, source: Source["source"], ...deja: Partial<Source>[]) => {
    const [gip, usine] = plan.partenaires.partenaires;
    const [f, g] = plan.financement.financements;
    const depart = {
      ...plan,
      partenaires: { partenaires: [{ ...gip, nature }, usine] },
      financement: {
        ...plan.financement,
        financements: [f, { ...g, source }, ...deja.map((d, i) => ({ ...g, partenaire: "gip", cle: `d${i}`, ...d }))],
      },
    } as Contenus;
    const { contenus: apres, suites } = jouer(depart, [
      {
        ...{ type: "deplacer_part", objet: "cofinancement", partenaire: "usine", vers: "gip" },
        ...{ poste: null, ligne: null, montant: "10.01" },
      },
    ]);
    const [suite] = suites;
    const siennes = apres.financement.financements.filter((l) => l.partenaire === "gip");
    return {
      siennes: siennes.map((l) => [l.source, l.montant, l.engage]),
      remarques: suite?.applique ? suite.remarques.join(" ") : "",
      usine: apres.financement.financements.find((l) => l.partenaire === "usine"),
    };
  };

  test.each<[string, string | null, Source["source"], Partial<Source>[], unknown[]]>([
    ["un GIP n’apporte pas d’argent d’entreprise", "gip", "entreprise", [], [["autofinancement", "10.01", false]]],
    ["une entreprise, si", "entreprise", "entreprise", [], [["entreprise", "10.01", false]]],
    ["une branche a la sienne", "branche", "entreprise", [], [["branche", "10.01", false]]],
    ["ce que qui reçoit peut apporter reste tel quel", "collectivite", "region", [], [["region", "10.01", false]]],
    ["d’une nature inconnue, rien ne dit privé", null, "entreprise", [], [["autofinancement", "10.01", false]]],
    [
      "une ligne engagée de la même origine n’y touche pas",
      "entreprise",
      "entreprise",
      [{ montant: "5.00", engage: true }],
      [
        ["entreprise", "5.00", true],
        ["entreprise", "10.01", false],
      ],
    ],
    [
      "une ligne qui n’est pas engagée le reçoit",
      "entreprise",
      "entreprise",
      [
        { montant: "5.00", engage: true },
        { montant: "1.00", engage: false },
      ],
      [
        ["entreprise", "5.00", true],
        ["entreprise", "11.01", false],
      ],
    ],
    [
      "pas celle d’une autre origine",
      "gip",
      "entreprise",
      [{ montant: "1.00", engage: false }],
      [
        ["entreprise", "1.00", false],
        ["autofinancement", "10.01", false],
      ],
    ],
    [
      "ni une valorisation",
      "entreprise",
      "entreprise",
      [{ montant: "1.00", engage: false, nature: "valorisation" }],
      [
        ["entreprise", "1.00", false],
        ["entreprise", "10.01", false],
      ],
    ],
  ])("l’apport déplacé, %s : jamais engagé, à l’origine de qui l’apporte", (_, nature, source, deja, attendu) => {
    const { siennes, remarques, usine } = donner(nature, source, ...deja);
    expect(siennes).toEqual(attendu);
    expect(usine).toMatchObject({ source, montant: "50.00", engage: true });
    expect(remarques).toContain("n’est pas encore engagé");
    expect(remarques.includes("Son origine devient")).toBe(siennes.at(-1)?.[0] !== source);
  });
});
