import { describe, expect, it } from "vitest";
import { academiesSansConstat, partielle, phraseCouverture } from "@/lib/domain/carte/couverture";
import { methodeEnVigueur } from "@/lib/domain/carte/methodes";

const nu = (texte: string): string => texte.replace(/[\u00a0\u202f]/g, " ");
const AURA = [
  { code: "06", nom: "Clermont-Ferrand" },
  { code: "08", nom: "Grenoble" },
  { code: "10", nom: "Lyon" },
];

describe("les académies dont le constat est là", () => {
  it.each<[string, (string | null)[], string]>([
    ["toutes", ["10", "08", "06"], ""],
    ["une seule", ["10"], "constat importé pour 1 académie sur 3, il manque Clermont-Ferrand et Grenoble"],
    ["deux", ["08", "10"], "constat importé pour 2 académies sur 3, il manque Clermont-Ferrand"],
    ["aucune : rien n’est importé", [], ""],
    ["des lignes d’aucune académie", [null], ""],
  ])("%s", (_, vues, phrase) => {
    const c = { attendues: AURA.length, manquantes: academiesSansConstat(AURA, vues) };
    expect([nu(phraseCouverture(c)), partielle(c)]).toEqual([phrase, phrase !== ""]);
  });
});

it("la méthode en vigueur : orion-2024 jusqu’à la rentrée 2024, orion-2025 depuis", () => {
  expect([2023, 2024, 2025, 2026].map(methodeEnVigueur)).toEqual([
    ...["orion-2024", "orion-2024"],
    ...["orion-2025", "orion-2025"],
  ]);
});
