import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  avantInstant,
  CODES_REGLE,
  ecrireDuree,
  jourEffacement,
  limite,
  REGLES_CONSERVATION,
  sortDuCompte,
  terme,
} from "@/lib/domain/conservation";
import { ajouterJours, debutDuJourAParis, jourAParis } from "@/lib/domain/dates";

describe("un compte sans contact", () => {
  test.each([
    // contact, prévenu le, aujourd’hui, sort
    ["2024-11-21", null, "2026-10-21", "garder"],
    ["2024-11-21", null, "2026-10-22", "prevenir"],
    ["2024-11-21", null, "2026-11-21", "prevenir"],
    ["2024-11-21", null, "2030-01-01", "prevenir"],
    ["2024-11-21", "2026-10-22", "2026-10-22", "attendre"],
    ["2024-11-21", "2026-10-22", "2026-11-20", "attendre"],
    ["2024-11-21", "2026-10-22", "2026-11-21", "effacer"],
    // Warned late: thirty days all the same.
    ["2024-11-21", "2026-11-10", "2026-11-21", "attendre"],
    ["2024-11-21", "2026-11-10", "2026-12-09", "attendre"],
    ["2024-11-21", "2026-11-10", "2026-12-10", "effacer"],
    // The warning was about another absence: the person came back since.
    ["2026-11-01", "2026-10-22", "2026-11-21", "garder"],
    ["2026-11-01", "2026-10-22", "2028-11-01", "prevenir"],
    // Leap years: the 28th and the 29th both end on 28 February 2026.
    ["2024-02-29", "2026-01-29", "2026-02-27", "attendre"],
    ["2024-02-29", "2026-01-29", "2026-02-28", "effacer"],
    ["2024-02-28", "2026-01-29", "2026-02-28", "effacer"],
    ["2022-02-28", "2024-01-29", "2024-02-28", "effacer"],
    ["2022-03-01", "2024-01-31", "2024-02-29", "attendre"],
    ["2022-03-01", "2024-01-31", "2024-03-01", "effacer"],
  ])("contact le %s, prévenu %s, le %s : %s", (contactLe, prevenuLe, aujourdhui, sort) => {
    expect(sortDuCompte({ contactLe, prevenuLe }, aujourdhui)).toBe(sort);
  });

  test("le jour annoncé est celui de l’effacement, pas un de plus ni de moins", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000 }), fc.integer({ min: 0, max: 400 }), (n, retard) => {
        const contactLe = ajouterJours("2020-01-01", n);
        const prevenuLe = ajouterJours(terme("comptes", contactLe), retard - 30);
        const jour = jourEffacement(contactLe, prevenuLe);
        expect(sortDuCompte({ contactLe, prevenuLe }, jour)).toBe("effacer");
        expect(sortDuCompte({ contactLe, prevenuLe }, ajouterJours(jour, -1))).toBe("attendre");
      }),
    );
  });
});

describe("la limite d’une règle", () => {
  test.each([
    ["sessions", "2026-11-21", "2025-11-21"],
    ["sessions", "2025-02-28", "2024-02-29"],
    ["sessions", "2024-02-29", "2023-02-28"],
    ["comptes", "2026-02-28", "2024-02-29"],
    ["courriels", "2026-08-31", "2026-02-28"],
    ["courriels", "2026-02-28", "2025-08-31"],
    ["liens", "2026-03-01", "2026-01-30"],
    ["pieces", "2026-11-21", "2026-08-23"],
  ] as const)("%s, le %s : %s", (code, aujourdhui, attendue) => expect(limite(code, aujourdhui)).toBe(attendue));

  test("est le dernier jour qui a atteint son terme, pour toute règle et tout jour", () => {
    fc.assert(
      fc.property(fc.constantFrom(...CODES_REGLE), fc.integer({ min: 0, max: 20_000 }), (code, n) => {
        const aujourdhui = ajouterJours("2000-01-01", n);
        const derniere = limite(code, aujourdhui);
        expect(terme(code, derniere) <= aujourdhui).toBe(true);
        expect(terme(code, ajouterJours(derniere, 1)) > aujourdhui).toBe(true);
      }),
    );
  });
});

describe("un jour commence à minuit à Paris", () => {
  test.each([
    ["2026-07-01", "2026-06-30T22:00:00.000Z"],
    ["2026-12-01", "2026-11-30T23:00:00.000Z"],
    ["2026-03-29", "2026-03-28T23:00:00.000Z"],
    ["2026-03-30", "2026-03-29T22:00:00.000Z"],
    ["2026-10-25", "2026-10-24T22:00:00.000Z"],
    ["2026-10-26", "2026-10-25T23:00:00.000Z"],
  ])("%s à %s", (jour, instant) => expect(debutDuJourAParis(jour).toISOString()).toBe(instant));

  test("l’instant d’avant est de la veille", () => {
    const limiteInstant = avantInstant("sessions", "2026-11-21");
    expect(jourAParis(new Date(limiteInstant.getTime() - 1))).toBe("2025-11-21");
    expect(jourAParis(limiteInstant)).toBe("2025-11-22");
  });
});

test("les durées s’écrivent en français", () => {
  expect(CODES_REGLE.map(ecrireDuree)).toEqual([
    "2\u00a0ans",
    "1\u00a0an",
    "30\u00a0jours",
    "6\u00a0mois",
    "6\u00a0mois",
    "1\u00a0an",
    "30\u00a0jours",
    "90\u00a0jours",
  ]);
});

test("chaque règle dit ce qu’elle touche, pourquoi et d’où elle vient", () => {
  for (const regle of Object.values(REGLES_CONSERVATION))
    for (const texte of [regle.nom, regle.donnees, regle.raison, regle.depuis, regle.auTerme, regle.source])
      expect(texte.length).toBeGreaterThan(5);
});
