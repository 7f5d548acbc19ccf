import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decompte, type Mesures, SANS_MESURE } from "@/lib/domain/carte/mesures";
import { CODES_METHODE } from "@/lib/domain/carte/methodes";
import { phraseEcart } from "@/lib/domain/carte/phrases";
import { etapesEntre, paires, pont } from "@/lib/domain/carte/pont";

/** Screen 15: 2 873 places by orion-2023, then +96, +842, −51, +33 and −184. */
const ECRAN: Mesures = {
  ...SANS_MESURE,
  sOuvertes2023: 1_600,
  sFermees2023: 1_131,
  aOuvertes2023: 142,
  aFermees2023: 96,
  sOuvertes: 1_549,
  sFermees: 1_131,
  aOuvertes: 142,
  aFermees: 96,
  sColoreesOuvertes: 800,
  aColoreesOuvertes: 42,
  sColoreesFermees: 33,
  iOuvertes: 1_599,
  iFermees: 1_135,
  iColoreesOuvertes: 842,
  iColoreesFermees: 33,
};
const nu = (texte: string): string => texte.replace(/[\u00a0\u202f]/g, " ");

describe("le pont entre les méthodes", () => {
  it("va d’orion-2023 à igesr par les places de l’écran 15", () => {
    expect(pont(ECRAN).map((e) => [e.genre, e.libelle, e.places])).toEqual([
      ["total", "orion-2023", 2_873],
      ["ajout", "Fermetures en apprentissage", 96],
      ["ajout", "Colorations ouvertes", 842],
      ["retrait", "Réattribuées à la coloration", 51],
      ["total", "orion-2024", 3_760],
      ["ajout", "Colorations fermées", 33],
      ["total", "orion-2025", 3_793],
      ["retrait", "Transferts comptés deux fois", 184],
      ["total", "igesr", 3_609],
    ]);
  });

  it("dit la figure de chaque étape, dont les lignes se montrent", () => {
    expect(pont(ECRAN).map((e) => e.source)).toEqual([
      { methode: "orion-2023", compte: "transformees" },
      { methode: "orion-2024", compte: "fermees", voie: "apprentissage" },
      { methode: "orion-2024", compte: "colorees" },
      { methode: "orion-2024", compte: "retirees" },
      { methode: "orion-2024", compte: "transformees" },
      { methode: "orion-2025", compte: "ajoutees" },
      { methode: "orion-2025", compte: "transformees" },
      { methode: "igesr", compte: "retirees" },
      { methode: "igesr", compte: "transformees" },
    ]);
  });

  it("s’arrête à orion-2025 pour une voie, et laisse à l’autre ses fermetures", () => {
    const libelles = (voie: "scolaire" | "apprentissage") => pont(ECRAN, voie).map((e) => e.libelle);
    expect(libelles("scolaire")).toEqual([
      "orion-2023",
      "Colorations ouvertes",
      "Réattribuées à la coloration",
      "orion-2024",
      "Colorations fermées",
      "orion-2025",
    ]);
    expect(libelles("apprentissage")).toContain("Fermetures en apprentissage");
    expect(pont(ECRAN, "scolaire").every((e) => e.source.voie === "scolaire")).toBe(true);
  });

  it("arrive toujours au total suivant (propriété)", () => {
    const n = fc.nat(500);
    const libres = fc.record(Object.fromEntries(Object.keys(SANS_MESURE).map((champ) => [champ, n])));
    fc.assert(
      fc.property(libres, fc.constantFrom(undefined, "scolaire", "apprentissage"), (m, voie) => {
        let courant: number | null = null;
        for (const e of pont(m as Mesures, voie)) {
          if (e.genre !== "total") courant = (courant ?? 0) + (e.genre === "ajout" ? e.places : -e.places);
          else {
            expect(courant ?? e.places).toBe(e.places);
            expect(e.places).toBe(decompte(e.methode, m as Mesures, voie)?.transformees);
            courant = e.places;
          }
        }
      }),
    );
  });
});

describe("la phrase qui dit pourquoi deux méthodes diffèrent", () => {
  const etapes = pont(ECRAN);
  it.each([
    [
      "orion-2023",
      "orion-2024",
      "La méthode orion-2024 compte 887 places de plus que la méthode orion-2023 : elle ajoute 96 places de fermetures en apprentissage et 842 places de colorations ouvertes et elle retire 51 places déjà comptées, que la coloration reprend.",
    ],
    [
      "orion-2024",
      "orion-2025",
      "La méthode orion-2025 compte 33 places de plus que la méthode orion-2024 : elle ajoute 33 places de colorations fermées.",
    ],
    [
      "orion-2025",
      "igesr",
      "La méthode igesr compte 184 places de moins que la méthode orion-2025 : elle retire 184 places de transferts, fermées dans une voie et rouvertes dans l’autre.",
    ],
  ] as const)("de %s à %s", (de, vers, phrase) => {
    expect(nu(phraseEcart(etapes, de, vers))).toBe(phrase);
  });

  it("le dit aussi quand rien ne les distingue", () => {
    expect(nu(phraseEcart(pont(SANS_MESURE), "orion-2024", "orion-2025"))).toBe(
      "La méthode orion-2025 compte autant de places que la méthode orion-2024 : rien ici ne les distingue.",
    );
  });

  it("explique chaque voisine, puis la première face à la dernière", () => {
    expect(paires(etapes).map((p) => `${p.de} ${p.vers}`)).toEqual([
      "orion-2023 orion-2024",
      "orion-2024 orion-2025",
      "orion-2025 igesr",
      "orion-2023 igesr",
    ]);
    expect(etapesEntre(etapes, "orion-2023", "igesr")).toHaveLength(5);
    expect(CODES_METHODE).toHaveLength(4);
  });
});
