import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ecartsPresentation, genreAnnexe, nomDansLePaquet, titreAnnexe } from "@/lib/domain/paquet";
import { ecrireRecepisse, refusDateRecepisse } from "@/lib/domain/recepisses";

describe("les noms dans le paquet", () => {
  test.each([
    [
      { nom: "Délibération n° 4.PDF", type: "validation_region" },
      0,
      "pieces/01-validation-region-deliberation-n-4.pdf",
    ],
    [{ nom: "../../etc/passwd", type: null }, 9, "pieces/10-piece-etc-passwd.etcpa"],
    [{ nom: "œuvre.docx", type: null }, 99, "pieces/100-piece-oeuvre.docx"],
    [{ nom: "...", type: null }, 1, "pieces/02-piece"],
  ])("%j devient %s", (piece, rang, attendu) => {
    if (piece.nom.includes("passwd"))
      expect(nomDansLePaquet(piece, rang)).toMatch(/^pieces\/10-piece[a-z-]*(?:\.[a-z]+)?$/);
    else expect(nomDansLePaquet(piece, rang)).toBe(attendu);
  });

  test("quel que soit le nom donné, un seul dossier, de l’ASCII, jamais deux fois le même", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme" }), { maxLength: 30 }), (noms) => {
        const donnes = noms.map((nom, rang) => nomDansLePaquet({ nom, type: null }, rang));
        expect(new Set(donnes).size).toBe(noms.length);
        for (const nom of donnes) expect(nom).toMatch(/^pieces\/\d{2,}-[a-z0-9-]+(?:\.[a-z0-9]{1,5})?$/);
      }),
    );
  });

  test("une annexe se nomme par sa pièce et son fichier", () => {
    expect(titreAnnexe({ nom: "a.pdf", type: null }, 0)).toBe("1. Pièce (a.pdf)");
    expect(genreAnnexe("image/jpeg")).toBe("jpg");
    expect(genreAnnexe("application/msword")).toBeNull();
  });
});

test.each([
  [{ reelles: 12, declarees: 12, limite: 15 }, 0],
  [{ reelles: 12, declarees: undefined, limite: null }, 0],
  [{ reelles: 16, declarees: 16, limite: 15 }, 1],
  [{ reelles: 16, declarees: 12, limite: 15 }, 2],
  [{ reelles: 16, declarees: 12, limite: null }, 1],
])("présentation %j : %i remarque(s)", (pages, nombre) => {
  expect(ecartsPresentation(pages)).toHaveLength(nombre);
});

describe("le récépissé", () => {
  const jours = { depot: "2024-03-15", aujourdhui: "2024-03-20" };
  test.each([
    ["2024-03-15", false],
    ["2024-03-20", false],
    ["2024-03-14", true],
    ["2024-03-21", true],
  ])("daté du %s : refusé %s", (date, refuse) => {
    expect(refusDateRecepisse(date, jours) !== null).toBe(refuse);
  });
  test("se lit en une ligne", () => {
    expect(
      ecrireRecepisse({ operateur: "anr", deposeLe: "2024-03-15", numero: "24-1" }).replace(/[\u00a0\u202f]/g, " "),
    ).toBe("Remis à l’ANR le 15 mars 2024, n° 24-1");
  });
});
