import { describe, expect, it } from "vitest";
import { verifier } from "@/lib/domain/eligibilite";
import { margePlafond } from "@/lib/domain/plafond";
import { versDossier } from "@/lib/schemas/lecture";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { fpi } from "@/tests/outils/dossiers";

type Ligne = NonNullable<DossierFichier["budget"]>[number];
const lire = (budget: Ligne[], subvention: string, regime: DossierFichier["regime"] = "ATCF") =>
  margePlafond(
    verifier(
      versDossier(
        fpi((d) => {
          Object.assign(d, { regime, budget, financements: [{ source: "france2030", montant: subvention }] });
        }),
      ),
    ),
  );
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
