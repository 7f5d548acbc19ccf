import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { centimes } from "@/lib/domain/argent";
import type { Dossier } from "@/lib/domain/dossier";
import {
  auDelaDuPlafond,
  coutsEligibles,
  ecartsAuxParts,
  type LigneRepartition,
  lirePart,
  repartirReste,
  reversements,
  selonCouts,
  selonParts,
} from "@/lib/domain/repartition";
import { versDossier } from "@/lib/schemas/lecture";
import { partSaisie } from "@/lib/schemas/saisie";
import { dossierArbitraire } from "@/tests/outils/arbitraires";

const VIDE = versDossier({ format: "rigel-dossier/1", titre: "Essai", regime: "ATCF" });
const c = (euros: number) => centimes(BigInt(Math.round(euros * 100)));
const parts = (...p: (string | undefined)[]): LigneRepartition[] => p.map((part) => ({ part }));
const somme = (m: readonly (bigint | undefined)[]) => m.reduce<bigint>((t, x) => t + (x ?? 0n), 0n);

describe("une part en pour cent", () => {
  it.each([
    ["33.5", 335_000n],
    ["0", 0n],
    ["100", 1_000_000n],
    ["100.0000", 1_000_000n],
    ["100.0001", undefined],
    ["12.34567", undefined],
    ["-1", undefined],
    ["", undefined],
    [null, undefined],
  ])("%s", (texte, attendu) => expect(lirePart(texte)).toBe(attendu));

  it("lit tout ce que le formulaire accepte", () => {
    for (const saisie of ["33,3333", "100 %", "0,5", "7"]) expect(lirePart(partSaisie.parse(saisie))).toBeDefined();
  });
});

describe("les montants selon les parts", () => {
  const cas: [string, number, (string | undefined)[], object][] = [
    ["aucune part", 100, [undefined, undefined], { type: "aucune" }],
    ["des parts nulles", 100, ["0", "0"], { type: "aucune" }],
    ["moitié moitié, un centime impair", 100.01, ["50", "50"], { montants: [50_01n, 50_00n], complete: true }],
    ["trois tiers à quatre décimales", 100, ["33.3333", "33.3333", "33.3333"], { montants: [33_34n, 33_33n, 33_33n] }],
    ["trois tiers à deux décimales", 100, ["33.33", "33.33", "33.33"], { montants: [33_34n, 33_33n, 33_33n] }],
    ["99 % écrits sans décimale restent 99 %", 100, ["49", "50"], { montants: [49_00n, 50_00n], complete: false }],
    ["une ligne sans part n’a rien", 100, ["60", undefined], { montants: [60_00n, undefined], complete: false }],
    ["plus que le tout", 100, ["60", "40.5"], { type: "trop", somme: 1_005_000n }],
    ["un arrondi au-dessus", 100, ["16.67", "16.67", "16.67", "16.67", "16.67", "16.67"], { complete: true }],
    ["aucune subvention", 0, ["50", "50"], { montants: [0n, 0n] }],
  ];
  it.each(cas)("%s", (_, subvention, p, attendu) => {
    expect(selonParts(c(subvention), parts(...p))).toMatchObject(attendu);
  });

  it("font toute la subvention quand les parts font 100 %, jamais plus sinon", () => {
    const coupes = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 20 });
    const ecrire = (n: number) => `${Math.floor(n / 10_000)}.${String(n % 10_000).padStart(4, "0")}`;
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), coupes, fc.boolean(), (total, points, entier) => {
        const bornes = [0, ...points.sort((a, b) => a - b), ...(entier ? [1_000_000] : [])];
        const p = bornes.slice(1).map((b, i) => ecrire(b - (bornes[i] as number)));
        const lu = selonParts(centimes(total), parts(...p));
        if (lu.type !== "montants") {
          expect(lu.type).toBe("aucune");
          return;
        }
        if (entier) expect(somme(lu.montants)).toBe(total);
        expect(somme(lu.montants)).toBeLessThanOrEqual(total);
        for (const [i, m] of lu.montants.entries()) {
          const exact = total * (lirePart(p[i]) as bigint);
          const ecart = (m as bigint) * 1_000_000n - exact;
          // A cent at most, and what the rounding of the typed decimals hides.
          const borne = 1_000_000n + (total * BigInt(p.length)) / 1n;
          expect(ecart <= borne && -ecart <= borne).toBe(true);
        }
      }),
    );
  });

  it("dit quelles lignes ne suivent plus leur part, quand la subvention a changé", () => {
    const lignes = [
      { partenaire: "a", part: "50", subvention: c(50) },
      { partenaire: "b", part: "30", subvention: c(30) },
      { partenaire: "c", subvention: c(20) },
    ];
    expect(ecartsAuxParts(c(100), lignes)).toBeNull();
    expect(ecartsAuxParts(c(200), lignes)).toEqual([
      { rang: 0, partenaire: "a", montant: c(100) },
      { rang: 1, partenaire: "b", montant: c(60) },
    ]);
    expect(ecartsAuxParts(c(100), [{ partenaire: "a", part: "50" }])).toEqual([
      { rang: 0, partenaire: "a", montant: c(50) },
    ]);
  });
});

const budget: Dossier["budget"] = [
  { partenaire: "a", poste: "equipement", montant: c(100) },
  { partenaire: "b", poste: "equipement", montant: c(50) },
  { partenaire: "b", poste: "bati", montant: c(1_000) },
  { poste: "equipement", montant: c(7) },
];
const partenaires = [{ id: "a" }, { id: "b" }, { id: "c" }, {}];

describe("la répartition selon les coûts éligibles", () => {
  const couts = coutsEligibles(budget);

  it("garde les lignes, en ajoute pour qui dépense, ne donne rien à qui ne dépense pas", () => {
    expect(
      selonCouts(c(100), [{ partenaire: "c", subvention: c(9) }, { partenaire: "b" }], partenaires, couts),
    ).toEqual([
      { rang: 0, partenaire: "c", montant: c(0) },
      { rang: 1, partenaire: "b", montant: c(33.33) },
      { rang: null, partenaire: "a", montant: c(66.67) },
    ]);
  });

  it("sert un partenaire une seule fois, et laisse les lignes sans partenaire", () => {
    const lignes = [{ partenaire: "a" }, { partenaire: "a" }, {}];
    expect(selonCouts(c(90), lignes, partenaires, couts)?.map((p) => [p.rang, p.montant])).toEqual([
      [0, c(60)],
      [1, c(0)],
      [null, c(30)],
    ]);
  });

  it("ne propose rien sans coût éligible connu", () => {
    expect(selonCouts(c(90), [], partenaires, new Map())).toBeNull();
    expect(selonCouts(c(90), [], [], couts)).toBeNull();
  });

  it("fait toujours toute la subvention", () => {
    fc.assert(
      fc.property(dossierArbitraire, fc.bigInt({ min: 0n, max: 10n ** 12n }), (d, total) => {
        const p = selonCouts(centimes(total), d.repartition, d.partenaires, coutsEligibles(d.budget));
        if (p === null) return;
        expect(somme(p.map((x) => x.montant))).toBe(total);
      }),
    );
  });
});

describe("répartir le reste", () => {
  const couts = coutsEligibles(budget);
  const cas: [string, number, LigneRepartition[], (readonly [number | null, bigint])[] | null][] = [
    ["rien à répartir", 0, [{ partenaire: "a" }], null],
    ["réparti en trop", -5, [{ partenaire: "a" }], null],
    ["aucune ligne", 10, [], null],
    ["aucune ligne qui nomme un partenaire", 10, [{}], null],
    [
      "aux lignes qui attendent leur montant",
      30,
      [{ partenaire: "a", subvention: c(5) }, { partenaire: "b" }],
      [[1, c(30)]],
    ],
    [
      "à toutes, en proportion des coûts, quand aucune n’attend",
      30,
      [
        { partenaire: "a", subvention: c(5) },
        { partenaire: "b", subvention: c(5) },
      ],
      [
        [0, c(25)],
        [1, c(15)],
      ],
    ],
    [
      "à parts égales quand aucun coût n’est connu",
      10.01,
      [{ partenaire: "c" }, { partenaire: "d" }],
      [
        [0, c(5.01)],
        [1, c(5)],
      ],
    ],
  ];
  it.each(cas)("%s", (_, reste, lignes, attendu) => {
    expect(repartirReste(c(reste), lignes, couts)?.map((p) => [p.rang, p.montant]) ?? null).toEqual(attendu);
  });

  it("rend la somme des parts égale à la subvention", () => {
    fc.assert(
      fc.property(dossierArbitraire, fc.bigInt({ min: 0n, max: 10n ** 12n }), (d, total) => {
        const deja = somme(d.repartition.map((l) => l.subvention));
        const p = repartirReste(centimes(total - deja), d.repartition, coutsEligibles(d.budget));
        if (p === null) return;
        const apres = d.repartition.map((l) => l.subvention ?? 0n);
        for (const { rang, montant } of p) apres[rang as number] = montant;
        expect(somme(apres)).toBe(total);
      }),
    );
  });
});

describe("ce que le chef de file reverse", () => {
  const dossier: Dossier = {
    ...VIDE,
    partenaires: [
      { id: "a", chefDeFile: true },
      { id: "b", chefDeFile: false },
      { id: "c", chefDeFile: false },
    ],
    budget,
    financements: [{ source: "france2030", montant: c(100), engage: false }],
    repartition: [
      { partenaire: "a", subvention: c(50) },
      { partenaire: "b", subvention: c(40) },
      { partenaire: "c", subvention: c(9) },
    ],
  };

  it("donne le taux de chacun, dit qui reçoit sans dépenser, et ce que garde le chef de file", () => {
    const r = reversements(dossier);
    expect(r.lignes.map((l) => [l.partenaire, l.taux, l.reverse, l.sansCout])).toEqual([
      ["a", "0.500000", 0n, false],
      ["b", "0.800000", c(40), false],
      ["c", null, c(9), true],
    ]);
    // The subsidy minus what is passed on: the cents not shared yet stay with the chef de file.
    expect([r.reverse, r.garde, r.chefs]).toEqual([c(49), c(51), 1]);
    const taux = { numerateur: 70n, denominateur: 100n };
    expect(r.lignes.map((l) => auDelaDuPlafond(l, taux))).toEqual([false, true, false]);
    expect(
      auDelaDuPlafond({ subvention: { min: c(35), max: c(35) }, coutEligible: { min: c(50), max: c(50) } }, taux),
    ).toBe(false);
  });

  it("compte aussi les lignes sans partenaire, et un coût dont un montant manque n’a pas de taux", () => {
    const r = reversements({
      ...dossier,
      budget: [...budget, { partenaire: "b", poste: "missions" }],
      repartition: [...dossier.repartition, { subvention: c(1) }, { partenaire: "inconnu", subvention: c(2) }],
    });
    expect(r.lignes.map((l) => [l.partenaire, l.taux])).toEqual([
      ["a", "0.500000"],
      ["b", null],
      ["c", null],
      [undefined, null],
      ["inconnu", null],
    ]);
    expect(r.reverse).toBe(c(52));
  });

  it("le reversé et le gardé font toujours la subvention", () => {
    fc.assert(
      fc.property(dossierArbitraire, (d) => {
        const r = reversements(d);
        const subvention = somme(d.financements.map((f) => (f.source === "france2030" ? f.montant : 0n)));
        expect(r.reverse + r.garde).toBe(subvention);
      }),
    );
  });
});
