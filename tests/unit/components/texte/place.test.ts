import { describe, expect, it } from "vitest";
import { annoncePlace, placeRestante } from "@/components/dossier/texte/place";

const de = (n: number) => "a".repeat(n);

describe("place qui reste dans une réponse longue", () => {
  it.each([
    [15_999, null],
    [16_000, 4_000],
    [18_760, 1_240],
    [20_000, 0],
    [20_001, -1],
  ])("%i caractères : %s", (longueur, reste) => {
    expect(placeRestante(de(longueur))).toBe(reste);
  });

  it("compte comme le serveur, sans les blancs du bord", () => {
    expect(placeRestante(`  ${de(16_000)}\n\n`)).toBe(4_000);
  });

  it("parle à quatre seuils, puis au dépassement, et se tait entre eux", () => {
    const dites = new Set<string>();
    for (let n = 15_000; n <= 20_100; n += 10) dites.add(annoncePlace(de(n)));
    expect([...dites]).toEqual([
      "",
      "4\u202f000 caractères restants au plus.",
      "2\u202f000 caractères restants au plus.",
      "1\u202f000 caractères restants au plus.",
      "200 caractères restants au plus.",
      "Texte trop long\u202f: 20\u202f000 caractères au plus.",
    ]);
  });
});
