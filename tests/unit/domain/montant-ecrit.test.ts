/** One amount, read the same in the grid and in the annexe. */
import { describe, expect, it } from "vitest";
import { lireMontantCase } from "@/lib/domain/annexe/lire-valeurs";
import { lireMontantEcrit } from "@/lib/domain/montant-ecrit";

describe("un montant écrit", () => {
  it.each<[string, string | null]>([
    ["1234", "1234.00"],
    ["1 234,5", "1234.50"],
    ["1\u202f234,56", "1234.56"],
    ["1\u00a0234 €", "1234.00"],
    ["1\u2009234,00\u00a0EUR", "1234.00"],
    ["1.234.567,89", "1234567.89"],
    ["1.234,5", "1234.50"],
    ["1.234.567", "1234567.00"],
    ["1234.5", "1234.50"],
    ["+12", "12.00"],
    ["0", "0.00"],
    ["007", "7.00"],
    ["999999999999,99", "999999999999.99"],
    ["", null],
    ["  ", null],
    ["-", null],
    ["—", null],
    ["- €", null],
    ["12 euros", "12.00"],
    ["12 €", "12.00"],
    ["1 euro", "1.00"],
  ])("« %s » est %s, collé comme importé", (texte, montant) => {
    expect(lireMontantEcrit(texte)).toEqual({ montant });
    expect(lireMontantCase({ type: "texte", texte })).toEqual({ ok: true, valeur: montant });
  });

  it.each<[string, string, RegExp]>([
    ["-5", "negatif", /négatif/],
    ["−5,00 €", "negatif", /négatif/],
    ["– 5", "negatif", /négatif/],
    ["(1 200,00)", "negatif", /négatif/],
    ["(1 200,00 €)", "negatif", /négatif/],
    ["(1 200,00) €", "negatif", /négatif/],
    ["5-", "negatif", /négatif/],
    ["12 %", "pourcentage", /pourcentage/],
    ["12,5%", "pourcentage", /pourcentage/],
    ["=A1+B2", "formule", /formule/],
    ["=SOMME(A1:A3)", "formule", /formule/],
    ["#REF!", "erreur", /erreur/],
    ["#N/A", "erreur", /erreur/],
    ["1,234", "decimales", /centime/],
    ["1.234", "decimales", /centime/],
    ["1000000000000", "trop_grand", /trop grand/],
    ["12/03/2024", "date", /date/],
    ["abc", "texte", /illisible/],
    ["12 k€", "texte", /illisible/],
    ["1,234.50", "ambigu", /ambigu/],
    ["1e6", "texte", /illisible/],
    ["12,", "texte", /illisible/],
    ["()", "texte", /illisible/],
    ["(12", "texte", /illisible/],
    ["12)", "texte", /illisible/],
    ["1e3", "texte", /illisible/],
    ["(12)", "negatif", /négatif/],
    ["−12", "negatif", /négatif/],
    ["=A1", "formule", /formule/],
    ["1,234.56", "ambigu", /ambigu/],
    ["1,234,567", "ambigu", /ambigu/],
    ["1.23.4", "ambigu", /ambigu/],
  ])("« %s » est refusé : %s", (texte, motif, phrase) => {
    expect(lireMontantEcrit(texte)).toEqual({ motif });
    expect(lireMontantCase({ type: "texte", texte })).toMatchObject({
      ok: false,
      message: expect.stringMatching(phrase),
    });
  });
});
