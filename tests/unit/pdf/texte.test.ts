import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { repartir } from "@/lib/pdf/colonnes";
import { ouvrirPolices } from "@/lib/pdf/polices";
import { enLignes, imprimable, paragraphes, type Style } from "@/lib/pdf/texte";

const polices = ouvrirPolices();
const corps: Style = { graisse: "normal", taille: 10, couleur: "#000000" };
const lignes = (texte: string, largeur: number) =>
  enLignes([{ texte, style: corps }], largeur, polices).map((l) => l.morceaux.map((m) => m.texte).join(""));

describe("ce que Marianne sait dessiner", () => {
  it.each([
    ["l’œuvre à 1 000 €, « ça » : ½", "l’œuvre à 1 000 €, « ça » : ½"],
    ["e\u0301te\u0301", "été"],
    ["a\tb\u00adc\u200bd", "a bcd"],
    ["9\u2009500", "9\u202f500"],
    ["non\u2011conforme", "non-conforme"],
    ["a\r\nb\u2028c", "a\nb\nc"],
    ["🚀🚀 décollage", "[?] décollage"],
    ["👩‍🔬", "[?]"],
    ["\u0007bip", "[?]bip"],
    ["demi \ud83d", "demi [?]"],
  ])("%j devient %j", (entree, attendu) => {
    expect(imprimable(entree, polices)).toBe(attendu);
  });

  it("jamais un caractère sans glyphe, quel que soit le texte", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (texte) => {
        for (const c of imprimable(texte, polices).replaceAll("\n", "")) {
          const code = c.codePointAt(0) as number;
          for (const p of Object.values(polices)) expect(p.dessinable(code)).toBe(true);
        }
      }),
    );
  });

  it("élargit l’espace fine insécable à 0,23 em, en gardant son caractère", () => {
    for (const p of Object.values(polices)) {
      expect(p.largeur("\u202f", 100)).toBeCloseTo(23, 5);
      expect(p.font.layout("1\u202f0").glyphs[1]?.codePoints).toEqual([0x202f]);
      expect(p.largeur("1\u202f111", 10)).toBeCloseTo(p.largeur("8\u202f888", 10), 5);
    }
  });
});

describe("la coupe en lignes", () => {
  it("garde l’espace de fin sur la ligne, sans la compter", () => {
    expect(lignes("un deux trois", polices.normal.largeur("un deux", 10) + 0.1)).toEqual(["un deux ", "trois"]);
  });

  it("ne coupe pas aux espaces insécables, et aux traits d’union seulement si le mot ne tient pas", () => {
    const largeur = polices.normal.largeur("Auvergne-Rhône-", 10) + 1;
    expect(lignes("en Auvergne-Rhône-Alpes", largeur)).toEqual(["en ", "Auvergne-Rhône-", "Alpes"]);
    expect(lignes("dix 9\u202f500\u00a0€", polices.normal.largeur("dix 9", 10))).toEqual([
      "dix ",
      "9\u202f50",
      "0\u00a0€",
    ]);
  });

  it("ne perd aucun caractère et ne dépasse jamais", () => {
    const alphabet = fc.constantFrom(..."abcW.-/ \u00a0\u202fé1\n");
    fc.assert(
      fc.property(
        fc.string({ unit: alphabet, maxLength: 200 }),
        fc.integer({ min: 15, max: 200 }),
        (texte, largeur) => {
          const coupees = enLignes([{ texte, style: corps }], largeur, polices);
          expect(coupees.flatMap((l) => l.morceaux.map((m) => m.texte)).join("")).toBe(texte.replaceAll("\n", ""));
          for (const l of coupees) expect(l.largeur).toBeLessThanOrEqual(largeur + 0.5);
        },
      ),
    );
  });

  it("vingt fois plus long ne prend pas quatre cents fois plus de temps", () => {
    const mot = (n: number) => Array.from({ length: n }, (_, i) => String.fromCharCode(97 + ((i * 7) % 26))).join("");
    const chrono = (n: number) => {
      const debut = performance.now();
      lignes(mot(n), 480);
      return performance.now() - debut;
    };
    chrono(4_000);
    const court = Math.min(chrono(10_000), chrono(10_000), chrono(10_000));
    const long = Math.min(chrono(200_000), chrono(200_000));
    expect(long).toBeLessThan(80 * Math.max(court, 1));
  }, 30_000);

  it("un caractère composé n’est pas coupé entre deux tranches", () => {
    const famille = "e\u0323\u0302".repeat(200);
    expect(imprimable(`${"é".repeat(255)}${famille}`, polices)).toBe(
      `${"é".repeat(255)}${imprimable(famille, polices)}`,
    );
  });

  it("sépare les paragraphes aux lignes vides", () => {
    expect(paragraphes("\n\nun\nbis\n \n\ndeux  \n")).toEqual(["un\nbis", "deux"]);
    expect(paragraphes(" \n \n")).toEqual([]);
  });
});

describe("la largeur des colonnes", () => {
  it("laisse aux parts ce que les colonnes naturelles ne prennent pas", () => {
    expect(
      repartir(500, [
        { part: 1, naturelle: 0, minimum: 20 },
        { naturelle: 100, minimum: 0 },
        { part: 3, naturelle: 0, minimum: 20 },
      ]),
    ).toEqual([100, 100, 300]);
  });

  it("ne descend pas sous l’en-tête, et fait toujours le total", () => {
    expect(
      repartir(100, [
        { part: 1, naturelle: 0, minimum: 40 },
        { part: 9, naturelle: 0, minimum: 10 },
      ]),
    ).toEqual([40, 60]);
    const besoin = fc.record({
      part: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
      naturelle: fc.integer({ min: 1, max: 900 }),
      minimum: fc.integer({ min: 0, max: 300 }),
    });
    fc.assert(
      fc.property(fc.array(besoin, { minLength: 1, maxLength: 12 }), (besoins) => {
        // Narrow natural columns leave room only when something may take it.
        if (besoins.every((b) => b.part === undefined)) return;
        const largeurs = repartir(500, besoins);
        expect(largeurs.reduce((a, b) => a + b, 0)).toBeCloseTo(500, 6);
        expect(Math.min(...largeurs)).toBeGreaterThan(0);
      }),
    );
  });
});
