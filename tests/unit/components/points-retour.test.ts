import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { nomAvantRetour, sectionsARendre } from "@/components/points/retour";
import { contenuDeSection } from "@/lib/schemas/contenus";
import { NOM_POINT_MAX } from "@/lib/schemas/points";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";

const fichier = JSON.parse(readFileSync("tests/fixtures/exemples/fpi-aura.json", "utf8")) as DossierFichier;
const cles = { budget: (fichier.budget ?? []).map((_, i) => `cle-${i}`) };

describe("revenir à un point", () => {
  test("ce qui n’a pas changé ne se propose pas ; une ligne revient sous son nom", () => {
    const sans = { ...fichier, budget: (fichier.budget ?? []).slice(1), acronyme: "Autre" };
    const clesSans = { budget: cles.budget.slice(1) };
    const lues = sectionsARendre({ fichier, cles }, (s) => contenuDeSection(sans, s, clesSans));
    expect(lues.map((s) => [s.section, s.changements.length])).toEqual([
      ["identite", 1],
      ["budget", 1],
    ]);
    expect(lues[1]?.changements[0]).toMatchObject({ type: "ajout", adresse: "budget/budget/cle-0", rang: 0 });
    expect(sectionsARendre({ fichier, cles }, (s) => contenuDeSection(fichier, s, cles))).toEqual([]);
  });
  test("le nom du point fait juste avant tient toujours", () => {
    expect(nomAvantRetour("Budget validé")).toBe("Avant le retour à « Budget validé »");
    expect(nomAvantRetour("x".repeat(NOM_POINT_MAX)).length).toBeLessThanOrEqual(NOM_POINT_MAX);
  });
});
