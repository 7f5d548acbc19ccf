import { describe, expect, it } from "vitest";
import { centimes } from "@/lib/domain/argent";
import { verdictGlobal, verifier, verifierAvec } from "@/lib/domain/eligibilite";
import { REGISTRE } from "@/lib/domain/regles/registre";
import type { Severite, Verdict } from "@/lib/domain/verdict";
import { versDossier } from "@/lib/schemas/lecture";
import { exemple, fpi } from "@/tests/outils/dossiers";

describe("les exemples du contrat", () => {
  it("FPI AURA est éligible, 5,9 M€ sous le plafond", () => {
    const r = verifier(versDossier(exemple("fpi-aura")));
    expect(r).toMatchObject({
      regime: "ATCF",
      regimeNumero: 1,
      verdict: "eligible",
      coutTotal: 2_200_000_000n,
      coutEligible: 2_200_000_000n,
      subvention: 950_000_000n,
      taux: "0.431818",
      subventionMax: 1_540_000_000n,
      resteACofinancer: 0n,
    });
    expect(r.constats).toHaveLength(33);
    expect(r.constats.filter((c) => c.verdict !== "conforme").map((c) => `${c.code} ${c.verdict}`)).toEqual([
      "COH_DOUBLON indetermine",
      "COH_EQUIPEMENT indetermine",
      "COH_COUT_PLACE indetermine",
    ]);
  });

  it("l’amorçage de Martinique est indéterminé : il manque des réponses, rien n’est refusé", () => {
    const r = verifier(versDossier(exemple("amorcage-martinique")));
    expect(r).toMatchObject({ verdict: "indetermine", taux: "0.666667", subventionMax: 16_800_000n });
    expect(r.constats.filter((c) => c.severite === "bloquante" && c.verdict === "non_conforme")).toEqual([]);
  });

  it("le brouillon minimal est indéterminé partout, sauf ce qui ne lit rien", () => {
    const r = verifier(versDossier(exemple("brouillon-minimal")));
    expect(r).toMatchObject({ verdict: "indetermine", taux: null, coutTotal: 0n, subventionMax: 0n });
    expect(r.constats.filter((c) => c.verdict !== "indetermine").map((c) => c.code)).toEqual(["AIDE_ETAT"]);
  });
});

describe("le verdict global", () => {
  const c = (severite: Severite, verdict: Verdict) => ({ severite, verdict });
  it.each([
    ["rien", [], "eligible"],
    ["tout conforme", [c("bloquante", "conforme")], "eligible"],
    ["une bloquante non conforme", [c("bloquante", "non_conforme"), c("bloquante", "indetermine")], "non_eligible"],
    ["une bloquante indéterminée", [c("bloquante", "indetermine"), c("bloquante", "conforme")], "indetermine"],
    [
      "à justifier et conseils ne décident pas",
      [c("a_justifier", "non_conforme"), c("conseil", "indetermine")],
      "eligible",
    ],
  ] as const)("%s", (_, constats, attendu) => expect(verdictGlobal(constats)).toBe(attendu));
});

describe("les totaux", () => {
  it("retiennent un maximum de 200 000 € pour un diagnostic", () => {
    const diag = (montant: string) =>
      verifier(
        versDossier(
          fpi((d) => {
            d.regime = "CMA-DIAG";
            d.budget = [{ poste: "prestation", montant }];
          }),
        ),
      ).subventionMax;
    expect(diag("285714.28")).toBe(19_999_999n);
    expect(diag("285714.29")).toBe(20_000_000n);
    expect(diag("9999999.00")).toBe(20_000_000n);
  });

  it("arrondissent le maximum vers le bas, au centime", () => {
    const r = verifier(
      versDossier(
        fpi((d) => {
          d.budget = [{ poste: "equipement", montant: "100.01" }];
        }),
      ),
    );
    expect(r.subventionMax).toBe(7000n);
  });

  it("donnent un reste à cofinancer signé", () => {
    const r = verifier(
      versDossier(
        fpi((d) => {
          d.financements?.push({ source: "region", montant: "0.01" });
        }),
      ),
    );
    expect(r.resteACofinancer).toBe(-1n);
  });

  it("écrivent le taux à six décimales, arrondi", () => {
    const taux = (cout: string, subvention: string) =>
      verifier(
        versDossier(
          fpi((d) => {
            d.budget = [{ poste: "equipement", montant: cout }];
            d.financements = [{ source: "france2030", montant: subvention }];
          }),
        ),
      ).taux;
    expect(taux("3.00", "2.00")).toBe("0.666667");
    expect(taux("1.00", "0.00")).toBe("0.000000");
    expect(taux("1.00", "15.00")).toBe("15.000000");
    expect(taux("0.00", "15.00")).toBeNull();
  });

  it("n’excluent du coût éligible que les postes et les lignes qui ne le sont pas", () => {
    const r = verifier(
      versDossier(
        fpi((d) => {
          d.budget = [
            { poste: "equipement", montant: "1.00" },
            { poste: "missions", montant: "2.00", eligible: true },
            { poste: "missions", montant: "4.00", eligible: false },
            { poste: "bati", montant: "8.00", eligible: true },
            { poste: "personnel_permanent", montant: "16.00" },
            { poste: "autre_non_eligible", montant: "32.00", eligible: true },
            { montant: "64.00" },
            { poste: "equipement" },
          ];
        }),
      ),
    );
    expect(r.coutEligible).toBe(centimes(300n));
    expect(r.coutTotal).toBe(centimes(12_700n));
  });
});

describe("le moteur", () => {
  it("rend indéterminée une règle qui échoue, sans taire les autres", () => {
    const registre = {
      ...REGISTRE,
      DUREE: {
        ...REGISTRE.DUREE,
        evalue: () => {
          throw new Error("défaut planté");
        },
      },
    };
    const r = verifierAvec(registre, versDossier(fpi()));
    const duree = r.constats.find((c) => c.code === "DUREE");
    expect(duree).toMatchObject({ verdict: "indetermine", severite: "bloquante" });
    expect(duree?.message).toContain("Le calcul de cette règle a échoué");
    expect(duree?.message).not.toContain("planté");
    expect(duree?.pourCorriger).toBeTruthy();
    expect(r.constats).toHaveLength(33);
    expect(r.verdict).toBe("indetermine");
  });

  it("refuse un régime qui n’est pas publié", () => {
    expect(() => verifier(versDossier(fpi()), undefined, 99)).toThrow(RangeError);
  });

  it("ne change jamais le dossier qu’il lit", () => {
    const dossier = versDossier(fpi());
    const avant = JSON.stringify(dossier, (_, v) => (typeof v === "bigint" ? String(v) : v));
    verifier(dossier);
    expect(JSON.stringify(dossier, (_, v) => (typeof v === "bigint" ? String(v) : v))).toBe(avant);
  });

  it("porte les titres et les sources de chaque règle, à la française", () => {
    for (const c of verifier(versDossier(fpi())).constats) {
      expect(c.titre).toMatch(/^\p{Lu}/u);
      expect(c.titre).not.toMatch(/undefined| [:;%€»]|'/);
      expect(c.source.reference).toBeTruthy();
      for (const f of c.figures) expect(f.libelle).not.toMatch(/ [:;%€»]|'/);
    }
  });
});
