import { describe, expect, it } from "vitest";
import { centimes } from "@/lib/domain/argent";
import { verifier } from "@/lib/domain/eligibilite";
import {
  calculPlafond,
  ecrireTauxDemande,
  ecrireTauxPlafond,
  margePlafond,
  plafondMesurable,
} from "@/lib/domain/plafond";
import { regime } from "@/lib/domain/regimes";
import { versDossier } from "@/lib/schemas/lecture";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { fpi } from "@/tests/outils/dossiers";

type Ligne = NonNullable<DossierFichier["budget"]>[number];
const juger = (budget: Ligne[], subvention: string | null, regime: DossierFichier["regime"] = "ATCF") =>
  verifier(
    versDossier(
      fpi((d) => {
        const financements = subvention === null ? [] : [{ source: "france2030" as const, montant: subvention }];
        Object.assign(d, { regime, budget, financements });
      }),
    ),
  );
const lire = (...args: Parameters<typeof juger>) => margePlafond(juger(...args));
const equipement = (montant: string): Ligne => ({ poste: "equipement", montant });

describe("la marge sous le plafond", () => {
  it.each<[string, Ligne[], string, object]>([
    ["sous le plafond", [equipement("100.00")], "60.00", { type: "marge", montant: 10_00n }],
    ["au plafond", [equipement("100.00")], "70.00", { type: "marge", montant: 0n }],
    ["un centime de trop", [equipement("100.00")], "70.01", { type: "depassement", montant: 1n }],
    [
      "une ligne sans poste peut encore suffire",
      [equipement("100.00"), { montant: "50.00" }],
      "80.00",
      { type: "inconnue" },
    ],
    [
      "une ligne sans poste n’y suffira pas",
      [equipement("100.00"), { montant: "10.00" }],
      "80.00",
      { type: "depassement", montant: 3_00n },
    ],
    ["une ligne sans montant", [equipement("100.00"), { poste: "missions" }], "80.00", { type: "inconnue" }],
  ])("%s", (_, budget, subvention, attendu) => {
    expect(lire(budget, subvention)).toEqual(attendu);
  });

  it("compte le plafond en euros d’un diagnostic", () => {
    expect(lire([equipement("1000000.00")], "200000.01", "CMA-DIAG")).toEqual({ type: "depassement", montant: 1n });
  });
});

describe("une jauge ne se dessine que de montants connus au centime", () => {
  it.each<[string, Ligne[], string | null, boolean]>([
    ["tout est connu", [equipement("100.00")], "60.00", true],
    ["au-delà du plafond, tout est connu", [equipement("100.00")], "70.01", true],
    ["rien n’est encore demandé", [equipement("100.00")], null, true],
    ["une ligne sans poste", [equipement("100.00"), { montant: "50.00" }], "60.00", false],
    ["une ligne sans montant", [equipement("100.00"), { poste: "missions" }], "60.00", false],
    ["au-delà, quoi que devienne la ligne sans poste", [equipement("100.00"), { montant: "10.00" }], "80.00", false],
    ["du bâti sans montant n’y change rien", [equipement("100.00"), { poste: "bati" }], "60.00", true],
  ])("%s", (_, budget, subvention, attendu) => {
    expect(plafondMesurable(juger(budget, subvention))).toBe(attendu);
  });
});

describe("le calcul du plafond, au centime", () => {
  const cas: [string, DossierFichier["regime"], bigint, bigint, object][] = [
    ["coût nul", "ATCF", 0n, 0n, { part: 0n, plafond: 0n, marge: 0n, propre: null }],
    ["à la limite", "ATCF", 100_00n, 70_00n, { part: 70_00n, marge: 0n }],
    ["un centime au-dessus", "ATCF", 100_00n, 70_01n, { part: 70_00n, marge: -1n }],
    ["un centime en dessous", "ATCF", 100_00n, 69_99n, { marge: 1n }],
    ["70 % arrondi vers le bas", "ATCF", 1_01n, 70n, { part: 70n, marge: 0n }],
    ["FPI AURA", "ATCF", 22_000_000_00n, 9_500_000_00n, { part: 15_400_000_00n, marge: 5_900_000_00n }],
    [
      "un diagnostic, plafonné par son régime",
      "CMA-DIAG",
      1_000_000_00n,
      200_000_01n,
      { part: 700_000_00n, propre: 200_000_00n, plafond: 200_000_00n, marge: -1n },
    ],
    [
      "un petit diagnostic, plafonné par la part",
      "CMA-DIAG",
      100_000_00n,
      70_000_00n,
      { part: 70_000_00n, propre: 200_000_00n, plafond: 70_000_00n, marge: 0n },
    ],
  ];
  it.each(cas)("%s", (_, code, coutEligible, subvention, attendu) => {
    const calcul = calculPlafond(
      { coutEligible: centimes(coutEligible), subvention: centimes(subvention) },
      regime(code),
    );
    expect(calcul).toMatchObject(attendu);
    expect(ecrireTauxPlafond(regime(code))).toBe("70\u00a0%");
  });

  it("s’accorde toujours avec la règle : au-delà si et seulement si la règle le dit", () => {
    for (const subvention of [69_99n, 70_00n, 70_01n]) {
      const r = juger([equipement("100.00")], `${subvention / 100n}.${String(subvention % 100n).padStart(2, "0")}`);
      const { marge, plafond } = calculPlafond(r, regime("ATCF"));
      expect(plafond).toBe(r.subventionMax);
      expect(marge < 0n).toBe(r.constats.find((c) => c.code === "PLAFOND_70")?.verdict === "non_conforme");
    }
  });
});

it.each([
  ["1000000.00", "700000.00", "70,00 %"],
  ["1000000.00", "700000.01", "un peu plus de 70 %"],
  ["1000000.00", "700100.00", "70,01 %"],
])("%s d’équipement, %s demandés : %s", (cout, subvention, attendu) => {
  const resultat = juger([equipement(cout)], subvention);
  const ecrit = ecrireTauxDemande(resultat.taux as string, resultat, regime("ATCF"));
  expect(ecrit.replace(/\s/g, " ")).toBe(attendu);
});
