import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ajouterJours,
  ajouterMois,
  anneesCiviles,
  dernierJour,
  ecartJours,
  estDate,
  jourAParis,
} from "@/lib/domain/dates";

const dates = fc.integer({ min: 0, max: 100_000 }).map((n) => ajouterJours("1950-01-01", n));

describe("les dates", () => {
  it.each(["2024-02-29", "2000-02-29", "1900-01-01", "9999-12-31"])("%s existe", (d) => expect(estDate(d)).toBe(true));
  it.each([
    "2023-02-29",
    "1900-02-29",
    "2024-04-31",
    "2024-13-01",
    "2024-00-10",
    "2024-1-1",
    "1899-12-31",
    "2024-02-29T00:00",
    "",
  ])("« %s » n’existe pas", (d) => expect(estDate(d)).toBe(false));

  it.each([
    ["2024-01-31", 1, "2024-02-29"],
    ["2023-01-31", 1, "2023-02-28"],
    ["2024-03-31", -1, "2024-02-29"],
    ["2023-11-30", 3, "2024-02-29"],
    ["2024-12-15", 1, "2025-01-15"],
    ["2024-09-01", 36, "2027-09-01"],
    ["2024-01-15", -1, "2023-12-15"],
  ])("%s plus %d mois donne %s", (de, mois, attendu) => expect(ajouterMois(de, mois)).toBe(attendu));

  it("restent à quatre chiffres d’année, quoi qu’on ajoute", () => {
    expect(ajouterMois("2024-09-01", Number.MAX_SAFE_INTEGER)).toBe("9999-12-31");
    expect(ajouterMois("2024-09-01", Number.MIN_SAFE_INTEGER)).toBe("1000-01-01");
    expect(ajouterJours("9999-12-31", 1)).toBe("9999-12-31");
  });

  it.each([
    ["2024-09-01", 36, "2027-08-31"],
    ["2024-01-31", 1, "2024-02-28"],
    ["2024-09-01", 0, "2024-08-31"],
  ])("un projet commencé le %s pour %d mois finit le %s", (debut, mois, fin) =>
    expect(dernierJour(debut, mois)).toBe(fin),
  );

  it.each<[string, number, number[]]>([
    ["2024-09-01", 36, [2024, 2025, 2026, 2027]],
    ["2024-01-01", 12, [2024]],
    ["2024-01-02", 12, [2024, 2025]],
    ["2024-01-01", 0, []],
    ["2024-01-01", -5, []],
  ])("du %s pour %d mois : %j", (debut, mois, annees) => expect(anneesCiviles(debut, mois)).toEqual(annees));

  it("comptent les jours dans les deux sens", () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -5_000, max: 5_000 }), (d, n) => {
        const autre = ajouterJours(d, n);
        expect(ecartJours(d, autre)).toBe(n);
        expect(autre > d).toBe(n > 0);
      }),
    );
  });

  it("disent le jour qu’il est à Paris, été comme hiver", () => {
    expect(jourAParis(new Date("2024-06-30T22:00:00Z"))).toBe("2024-07-01");
    expect(jourAParis(new Date("2024-06-30T21:59:59Z"))).toBe("2024-06-30");
    expect(jourAParis(new Date("2024-12-31T23:00:00Z"))).toBe("2025-01-01");
  });
});
