import { describe, expect, it } from "vitest";
import { entierSaisi } from "@/lib/schemas/saisie";

const duree = entierSaisi(0, 600, "Écrivez une durée en mois entiers, par exemple 36.", "mois");
const phrase = (valeur: unknown) => duree.safeParse(valeur).error?.issues.map((i) => i.message.replace(/\s/g, " "));

describe("A whole number that is typed", () => {
  it("too high, says the highest; no number, says how to write one", () => {
    expect(phrase("99999")).toEqual(["Au plus 600 mois."]);
    expect(phrase("601")).toEqual(["Au plus 600 mois."]);
    for (const faux of ["abc", "12,5", "-5"])
      expect(phrase(faux)).toEqual(["Écrivez une durée en mois entiers, par exemple 36."]);
    expect(phrase("600")).toBeUndefined();
  });
  it("keeps its one sentence where no unit is given", () => {
    const annee = entierSaisi(2000, 2100, "Écrivez une année.");
    expect(annee.safeParse("2101").error?.issues[0]?.message).toBe("Écrivez une année.");
  });
});
