import { expect, test } from "vitest";
import { sansJumelles } from "@/lib/domain/scenarios/identiques";
import type { Proposition } from "@/lib/domain/scenarios/proposer";

const proposition = (titre: string, montants: string[], remarques: string[] = []): Proposition => ({
  ...{ code: "proportion", titre, explication: `${titre}.`, remarques },
  gestes: montants.map((montant) => ({ type: "fixer_subvention", montant })),
});

test("deux propositions aux mêmes gestes n’en font qu’une, qui dit l’autre et ce qu’on en remarque", () => {
  const [a, b, c] = [
    proposition("A", ["1.00", "2.00"], ["basse"]),
    proposition("B", ["3.00"]),
    proposition("C", ["2.00", "1.00"], ["basse", "à trouver"]),
  ];
  expect(sansJumelles([a, b, c] as Proposition[])).toEqual([
    { ...a, jumelles: ["C"], remarques: ["basse", "à trouver"] },
    { ...b, jumelles: [] },
  ]);
});

test("sans jumelle, rien ne change", () => {
  expect(sansJumelles([])).toEqual([]);
});
