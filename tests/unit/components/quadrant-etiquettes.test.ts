import fc from "fast-check";
import { expect, it } from "vitest";
import { abscisse, CADRE, echelle, ordonnee } from "@/components/carte-formations/quadrant/echelle";
import { type Point, placerEtiquettes } from "@/components/carte-formations/quadrant/etiquettes";

const point = (cle: string, x: number, y: number, nom = `Formation ${cle}`): Point => ({ cle, x, y, nom, rayon: 6 });

it("nomme un point seul à sa droite, en entier s’il tient, abrégé sinon", () => {
  const [seule] = placerEtiquettes([point("a", 100, 200)], []);
  expect(seule).toMatchObject({ cle: "a", ancre: "start", texte: "Formation a" });
  const long = "Technicien en réalisation de produits mécaniques et outillages";
  const [abregee] = placerEtiquettes([point("a", 100, 200, long)], []);
  expect(abregee?.texte).toMatch(/…$/);
  expect(long.startsWith((abregee?.texte ?? "").slice(0, -1))).toBe(true);
});

it("près du bord droit, à sa gauche ; sans place, pas de nom", () => {
  expect(placerEtiquettes([point("a", CADRE.droite - 10, 200)], [])[0]?.ancre).toBe("end");
  const tout = { x1: 0, x2: 1_000, y1: 0, y2: 1_000 };
  expect(placerEtiquettes([point("a", 100, 200)], [tout])).toEqual([]);
});

it("deux noms ne se couvrent jamais (propriété)", () => {
  const coordonnee = fc.record({
    x: fc.integer({ min: CADRE.gauche, max: CADRE.droite }),
    y: fc.integer({ min: CADRE.haut, max: CADRE.bas }),
  });
  fc.assert(
    fc.property(fc.array(coordonnee, { maxLength: 40 }), (lus) => {
      const posees = placerEtiquettes(
        lus.map(({ x, y }, i) => point(String(i), x, y, `nom ${i}`)),
        [],
      );
      // Names of at most 6 letters, 15 units high: closer than that on both axes and on the same side, they would touch.
      for (const [i, a] of posees.entries())
        for (const b of posees.slice(i + 1))
          if (a.ancre === b.ancre && Math.abs(a.y - b.y) < 15)
            expect(Math.abs(a.x - b.x)).toBeGreaterThanOrEqual(5 * 6.6);
    }),
    { numRuns: 50 },
  );
});

it("l’échelle tient toutes les valeurs dans le cadre, sur des dizaines, de 0 à 100 au plus", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 20 }), (valeurs) => {
      const e = echelle(valeurs);
      expect(e.min % 1_000).toBe(0);
      expect(e.max).toBeLessThanOrEqual(10_000);
      for (const v of valeurs) {
        expect(abscisse(v, e)).toBeGreaterThanOrEqual(CADRE.gauche);
        expect(abscisse(v, e)).toBeLessThanOrEqual(CADRE.droite);
        expect(ordonnee(v, e)).toBeGreaterThanOrEqual(CADRE.haut);
        expect(ordonnee(v, e)).toBeLessThanOrEqual(CADRE.bas);
      }
    }),
  );
});
