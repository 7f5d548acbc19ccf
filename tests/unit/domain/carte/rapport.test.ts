import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CODES_REGION, nomRegion } from "@/lib/domain/nomenclatures";

/** Two tables of the IGÉSR report, as published: shares by région académique, « 00 » the whole country. */
const lire = (nom: string) =>
  readFileSync(`tests/fixtures/igesr/${nom}.csv`, "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((ligne) => {
      const [region = "", nomLu = "", ...parts] = ligne.split(";");
      return { region, nom: nomLu, dixiemes: parts.map((p) => Number(p.replace(",", ""))) };
    });

describe.each([
  ["tableau-2", "répartition des formations"],
  ["annexe-6", "répartition des effectifs"],
])("%s du rapport, %s dans les quadrants", (fichier) => {
  const lignes = lire(fichier);

  it("nomme les dix-huit régions académiques et le total", () => {
    expect(lignes.map((l) => l.region)).toEqual([...CODES_REGION, "00"]);
    for (const { region, nom } of lignes) if (region !== "00") expect(nom).toBe(nomRegion(region));
  });

  it.each(lignes)("$nom : cinq parts qui font 100 % à 0,1 près", ({ dixiemes }) => {
    expect(dixiemes).toHaveLength(5);
    expect(Math.abs(dixiemes.reduce((a, b) => a + b, 0) - 1_000)).toBeLessThanOrEqual(1);
  });
});

it("près de la moitié des spécialités sont hors quadrant, pour environ 13 % des effectifs", () => {
  const total = (nom: string) => lire(nom).find((l) => l.region === "00")?.dixiemes[0];
  expect([total("tableau-2"), total("annexe-6")]).toEqual([442, 129]);
});
