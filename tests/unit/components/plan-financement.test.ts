import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mesurerJauge, nomPlafond } from "@/components/dossier/jauge-plafond";
import { appliquerPropositions, type PartSaisieLigne, taperPart } from "@/components/financement/usage-repartition";
import { vueDesAnnees, vueDuPlan } from "@/components/financement/vue-plan";
import { centimes } from "@/lib/domain/argent";
import type { Dossier } from "@/lib/domain/dossier";
import { verifier } from "@/lib/domain/eligibilite";
import { rangerSources, type SourceARanger } from "@/lib/domain/ordre-sources";
import { calculPlafond } from "@/lib/domain/plafond";
import { regime } from "@/lib/domain/regimes";
import { versDossier } from "@/lib/schemas/lecture";
import { dossierArbitraire } from "@/tests/outils/arbitraires";

const c = (euros: number) => centimes(BigInt(Math.round(euros * 100)));
const ligne = (l: Partial<PartSaisieLigne>): PartSaisieLigne => ({
  cle: "a",
  partenaire: null,
  subvention: null,
  part: null,
  ...l,
});
const montants = (lignes: readonly PartSaisieLigne[]) => lignes.map((l) => l.subvention);

describe("une part tapée", () => {
  it("calcule son montant, et déplace le centime de qui suit déjà sa part", () => {
    const debut = [ligne({ part: "50" }), ligne({ part: "50" })];
    const un = taperPart(debut, 0, "50", 100_01n);
    expect(montants(un)).toEqual(["50.01", null]);
    expect(montants(taperPart(un, 1, "50", 100_01n))).toEqual(["50.01", "50.00"]);
    // Shares that make the whole: the cent goes to the largest remainder, here the first.
    const tiers = [
      ligne({ part: "33.33", subvention: "33.33" }),
      ligne({ part: "33.33", subvention: "33.33" }),
      ligne({}),
    ];
    expect(montants(taperPart(tiers, 2, "33,33 %", 100_00n))).toEqual(["33.34", "33.33", "33.33"]);
  });

  it("ne touche pas un montant qui ne suit plus sa part, ni ceux qui n’en ont pas", () => {
    const lignes = [ligne({ part: "10", subvention: "99.00" }), ligne({ subvention: "5.00" }), ligne({})];
    expect(montants(taperPart(lignes, 2, "20", 100_00n))).toEqual(["99.00", "5.00", "20.00"]);
  });

  const sansCalcul: [string, string, bigint][] = [
    ["au-delà de 100 %", "95", 100_00n],
    ["illisible", "dix", 100_00n],
    ["vidée", "", 100_00n],
    ["sans subvention", "20", 0n],
  ];
  it.each(sansCalcul)("%s : la saisie est gardée, le montant ne bouge pas", (_, part, subvention) => {
    const lignes = [ligne({ part: "10", subvention: "10.00" }), ligne({ subvention: "7.00" })];
    const suite = taperPart(lignes, 1, part, subvention);
    expect(suite[1]?.part).toBe(part);
    expect(montants(suite)).toEqual(["10.00", "7.00"]);
  });

  it("applique une proposition : lignes changées, lignes ajoutées, les autres intactes", () => {
    const lignes = [ligne({ partenaire: "a", part: "40", subvention: "1.00" }), ligne({ partenaire: "b" })];
    const suite = appliquerPropositions(
      lignes,
      [
        { rang: 0, partenaire: "a", montant: c(60) },
        { rang: null, partenaire: "c", montant: c(40) },
      ],
      true,
    );
    expect(suite.map((l) => [l.partenaire, l.subvention, l.part])).toEqual([
      ["a", "60.00", null],
      ["b", null, null],
      ["c", "40.00", null],
    ]);
    expect(suite[1]).toBe(lignes[1]);
    expect(appliquerPropositions(lignes, [{ rang: 0, partenaire: "a", montant: c(2) }], false)[0]?.part).toBe("40");
  });
});

describe("l’ordre des sources", () => {
  const s = (source: SourceARanger["source"], euros: number | null, engage: boolean, partenaire: string) => ({
    source,
    montant: euros === null ? undefined : c(euros),
    engage,
    partenaire,
  });
  const lignes = [
    s("branche", 4, true, "Zinc"),
    s("france2030", 9, false, ""),
    s(null, null, false, "Alpha"),
    s("region", 7, false, "Élan"),
  ];
  it.each([
    ["origine", [[1, 3], [0], [2]]],
    ["montant", [[2, 1, 3, 0]]],
    ["espere", [[2, 3, 0, 1]]],
    ["partenaire", [[1, 2, 3, 0]]],
    ["saisie", [[0, 1, 2, 3]]],
  ] as const)("%s", (ordre, attendu) => {
    expect(rangerSources(lignes, ordre).map((g) => [...g.rangs])).toEqual(attendu);
  });
});

describe("la jauge", () => {
  const atcf = regime("ATCF");
  const diag = regime("CMA-DIAG");
  const mesurer = (cout: number, subvention: number, jeu = atcf) =>
    mesurerJauge(calculPlafond({ coutEligible: c(cout), subvention: c(subvention) }, jeu));

  it("a pour largeur le coût éligible, un trait à 70 %, et rien à mesurer d’un coût nul", () => {
    expect(mesurer(100, 50)).toEqual({ part: 202, propre: null, limite: 202, demande: 144 });
    expect(mesurer(100, 300).demande).toBe(288);
    expect(mesurer(0, 50)).toEqual({ part: 0, propre: null, limite: 0, demande: 0 });
  });

  it("pose le plafond propre au régime à sa place, et hachure depuis le plus bas des deux", () => {
    expect(mesurer(1_000_000, 100_000, diag)).toEqual({ part: 202, propre: 58, limite: 58, demande: 29 });
    // Between the share and the cost: its mark is there, the share is what limits.
    expect(mesurer(250_000, 0, diag)).toMatchObject({ part: 202, propre: 230, limite: 202 });
    expect(mesurer(200_000, 0, diag).propre).toBeNull();
  });

  it("nomme le plafond qui s’applique", () => {
    const juger = (euros: number, code: "ATCF" | "CMA-DIAG") =>
      verifier({
        ...versDossier({ format: "rigel-dossier/1", titre: "Essai", regime: code }),
        budget: [{ poste: "equipement", montant: c(euros) }],
      });
    expect(nomPlafond(juger(1_000_000, "ATCF"), atcf)).toBe("Plafond à 70\u00a0%");
    expect(nomPlafond(juger(1_000_000, "CMA-DIAG"), diag)).toBe("Plafond du régime");
    expect(nomPlafond(juger(200_000, "CMA-DIAG"), diag)).toBe("Plafond à 70\u00a0%");
  });
});

describe("les vues du plan", () => {
  const vide: Dossier = versDossier({ format: "rigel-dossier/1", titre: "Essai", regime: "ATCF" });

  it("nomme ce qui paie, et ce dont le montant manque", () => {
    const d: Dossier = {
      ...vide,
      partenaires: [{ id: "b", nom: "Branche industrielle", chefDeFile: false }],
      budget: [{ poste: "equipement", annee: 2024, montant: c(100) }],
      financements: [
        { source: "france2030", montant: c(60), engage: false },
        { source: "branche", partenaire: "b", engage: true },
        { montant: c(10), engage: false },
      ],
    };
    const vue = vueDuPlan(d, c(70));
    expect(vue.ressources.map((p) => [p.long, p.ton])).toEqual([
      ["France 2030, subvention", "france2030"],
      ["Origine à préciser", "sans_source"],
    ]);
    expect(vue.sansMontant).toEqual(["Branche industrielle, branche"]);
    expect(vue.plafond).not.toBeNull();
    // A line without a source may be part of the subsidy.
    expect(vue.marge).toBeNull();
    expect(vueDesAnnees(d)).toBeNull();
  });

  it("les barres des années se suivent sans trou, sur une seule échelle", () => {
    fc.assert(
      fc.property(dossierArbitraire, (d) => {
        const vue = vueDesAnnees(d);
        for (const annee of vue?.annees ?? []) {
          let fin = 0;
          for (const p of annee.parts) {
            expect(p.debut).toBe(fin);
            fin += p.largeur;
          }
          expect(fin).toBeLessThanOrEqual(10_000);
          expect(annee.parts.reduce((t, p) => t + p.montant, 0n)).toBe(annee.paye);
        }
      }),
    );
  });
});
