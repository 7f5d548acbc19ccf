import { expect, test } from "vitest";
import { nomEtatImport } from "@/lib/schemas/imports-carte";

test.each([
  [{ etat: "prepare", refusees: 0 }, "À confirmer"],
  [{ etat: "prepare", refusees: 1 }, "À corriger"],
  [{ etat: "applique", refusees: 0 }, "Appliqué"],
  [{ etat: "abandonne", refusees: 3 }, "Abandonné"],
] as const)("un rapport qui a des refus est à corriger, pas à confirmer : %o", (lu, nom) => {
  expect(nomEtatImport(lu)).toBe(nom);
});
