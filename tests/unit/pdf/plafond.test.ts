import { describe, expect, it } from "vitest";
import { phraseDuPlafond, preuveDuPlafond } from "@/lib/pdf/sections/plafond";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { fpi } from "@/tests/outils/dossiers";
import { entreeDe } from "@/tests/outils/pdf/dossiers";

const avec = (d: Partial<DossierFichier>) => entreeDe(fpi((f) => Object.assign(f, d)));
const phrase = (d: Partial<DossierFichier>) => phraseDuPlafond(avec(d)).replace(/[\u00a0\u202f]/g, " ");
const budget: DossierFichier["budget"] = [{ poste: "equipement", montant: "1000000.00" }];
const demande = (montant: string): DossierFichier["financements"] => [{ source: "france2030", montant }];

describe("la preuve du plafond", () => {
  it.each<[string, Partial<DossierFichier>, string]>([
    [
      "la marge, au centime",
      { budget, financements: demande("699999.99") },
      "Coût éligible × taux = plafond : 1 000 000,00 € × 70 % = 700 000,00 €. Subvention demandée : 699 999,99 €. Marge : 0,01 €.",
    ],
    ["le dépassement, au centime", { budget, financements: demande("700000.01") }, "Dépassement : 0,01 €."],
    [
      "le plafond propre au régime",
      { regime: "CMA-DIAG", budget, financements: demande("200000.01") },
      "Plafond propre au régime : 200 000,00 €. Subvention demandée : 200 000,01 €. Dépassement : 0,01 €.",
    ],
    [
      "un montant manque",
      { budget: [...budget, { poste: "missions" }], financements: demande("1.00") },
      "Le plafond ne se vérifie pas encore",
    ],
    ["rien n’est demandé", { budget, financements: [] }, "Le plafond ne se vérifie pas encore"],
    ["aucun budget", { budget: [], financements: demande("1.00") }, "Le plafond ne se vérifie pas encore"],
  ])("%s", (_, dossier, attendu) => {
    expect(phrase(dossier)).toContain(attendu);
  });

  it("ne calcule rien de ce qui n’est pas connu", () => {
    expect(preuveDuPlafond(avec({ budget: [{ montant: "5.00" }], financements: demande("1.00") }))).toBeNull();
    expect(preuveDuPlafond(avec({ budget, financements: demande("1.00") }))?.marge).toBe(699_999_00n);
  });
});
