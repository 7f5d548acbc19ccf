import { expect, test } from "vitest";
import { normaliserMontant } from "@/lib/schemas/normalisation";

test.each<[string, string | null]>([
  ["", null],
  ["9 500 000,5 €", "9500000.5"],
  ["1.234,56", "1234.56"],
  ["1.234.567", "1234567.00"],
  ["12 EUR", "12.00"],
  ["12,5 euros", "12.50"],
])("« %s » se tape comme il se colle", (ecrit, lu) => {
  expect(normaliserMontant(ecrit)).toBe(lu);
});

test.each(["1.234", "1,234.56", "(5)", "12,345", "5 %", "=A1", "-", "beaucoup", "1000000000000"])(
  "« %s » revient tel quel : au schéma de le refuser",
  (ecrit) => {
    expect(normaliserMontant(ecrit)).toBe(ecrit);
  },
);
