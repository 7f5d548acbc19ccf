import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ecrireCentiemes,
  FRONTALIERES,
  type Moyennes,
  positionner,
  positionsDifferentes,
  SORTANTS_MIN,
  type TauxPublies,
  tauxAnterieurs,
} from "@/lib/domain/carte/quadrant";
import { CODES_REGION } from "@/lib/domain/nomenclatures";

const moyennes: Moyennes = { emploi: 4_800, poursuite: 4_050 };
const taux = (emploi: number | null, poursuite: number | null, sortants: number | null = 40): TauxPublies => ({
  emploi,
  poursuite,
  sortants,
});

describe("la position d’une formation", () => {
  it.each([
    ["emploi et études au-dessus", taux(5_000, 5_000), "Q1", null],
    ["égale aux deux moyennes : « au moins » la moyenne", taux(4_800, 4_050), "Q1", null],
    ["bon emploi, études un centième dessous", taux(4_800, 4_049), "Q2", null],
    ["emploi un centième dessous, bonnes études", taux(4_799, 4_050), "Q3", null],
    ["les deux dessous", taux(4_799, 4_049), "Q4", null],
    ["zéro est un taux publié, pas une absence", taux(0, 0), "Q4", null],
    ["emploi absent", taux(null, 9_000), "HQ", "taux_absent"],
    ["études absentes", taux(9_000, null), "HQ", "taux_absent"],
    ["les deux absents", taux(null, null), "HQ", "taux_absent"],
    ["19 sortants : le taux ne compte pas, même écrit", taux(9_000, 9_000, 19), "HQ", "effectif"],
    ["20 sortants : il compte", taux(9_000, 9_000, 20), "Q1", null],
    ["nombre de sortants inconnu : le taux publié fait foi", taux(9_000, 9_000, null), "Q1", null],
    ["19 sortants et aucun taux", taux(null, null, 19), "HQ", "effectif"],
  ] as const)("%s", (_, lus, quadrant, motif) => {
    expect(positionner(lus, moyennes)).toEqual({ quadrant, motif });
  });

  it("sans moyenne, la place est inconnue ; hors quadrant le reste", () => {
    expect(positionner(taux(5_000, 5_000), null)).toBeNull();
    expect(positionner(taux(null, 5_000), null)).toEqual({ quadrant: "HQ", motif: "taux_absent" });
  });

  it("un meilleur taux ne fait jamais perdre une qualité (propriété)", () => {
    const centiemes = fc.integer({ min: 0, max: 10_000 });
    fc.assert(
      fc.property(centiemes, centiemes, centiemes, centiemes, fc.nat(2_000), (emploi, poursuite, me, mp, plus) => {
        const face = { emploi: me, poursuite: mp };
        const avant = positionner(taux(emploi, poursuite), face)?.quadrant;
        const apres = positionner(taux(emploi + plus, poursuite), face)?.quadrant;
        const bon = (q: string | undefined) => q === "Q1" || q === "Q2";
        expect(bon(avant) && !bon(apres)).toBe(false);
        // Further study did not move: Q1 and Q3 stay on their side.
        expect(avant === "Q1" || avant === "Q3").toBe(apres === "Q1" || apres === "Q3");
      }),
    );
  });
});

describe("CAP Opérateur logistique (IGÉSR, chap. 3 § 3.2)", () => {
  // Rates and devenir favorable are the report's; the regional and national means are INVENTED, of the fixture only.
  const normandie = { taux: taux(2_800, 5_500), devenir: 6_700, moyennes: { emploi: 2_600, poursuite: 5_200 } };
  const bretagne = { taux: taux(2_900, 5_300), devenir: 6_700, moyennes: { emploi: 3_300, poursuite: 5_600 } };
  const france = { emploi: 2_850, poursuite: 5_400 };

  it("est en Q1 en Normandie et en Q4 en Bretagne", () => {
    expect(positionner(normandie.taux, normandie.moyennes)?.quadrant).toBe("Q1");
    expect(positionner(bretagne.taux, bretagne.moyennes)?.quadrant).toBe("Q4");
  });

  it("a pourtant le même devenir favorable, conservé comme publié : il ne se recalcule pas de taux arrondis", () => {
    expect(normandie.devenir).toBe(bretagne.devenir);
    for (const cas of [normandie, bretagne])
      expect(cas.devenir).not.toBe((cas.taux.emploi ?? 0) + (cas.taux.poursuite ?? 0));
  });

  it("change de quadrant face à la moyenne nationale : l’écart se voit", () => {
    for (const [cas, national] of [
      [normandie, "Q3"],
      [bretagne, "Q2"],
    ] as const) {
      expect(positionner(cas.taux, france)?.quadrant).toBe(national);
      expect(positionsDifferentes(positionner(cas.taux, cas.moyennes), positionner(cas.taux, france))).toBe(true);
    }
  });
});

describe("l’écran 15", () => {
  const france = { emploi: 4_550, poursuite: 4_300 };
  it.each([
    ["Plastiques et composites", taux(4_660, 3_700), "Q4", "Q2"],
    ["Traitement des matériaux", taux(4_680, 4_180), "Q3", "Q2"],
  ] as const)("%s", (_, lus, regional, national) => {
    expect(positionner(lus, moyennes)?.quadrant).toBe(regional);
    expect(positionner(lus, france)?.quadrant).toBe(national);
  });
});

describe("un diplôme rénové", () => {
  it.each([
    ["2023-09-01", "2022+23", true],
    ["2023-09-01", "2022_2023", true],
    ["2022-09-01", "2022+23", false],
    ["2023-09-01", "2023", true],
    ["2023-09-01", "2023+24", false],
    ["2000-09-01", "1998+99", true],
    [null, "2022+23", false],
  ])("ouvert le %s, taux de %s : d’avant lui %s", (ouverture, millesime, attendu) =>
    expect(tauxAnterieurs(ouverture, millesime)).toBe(attendu),
  );
});

describe("ce qui s’écrit", () => {
  it.each([
    [null, "—"],
    [0, "0,0 %"],
    [2_800, "28,0 %"],
    [4_050, "40,5 %"],
    [4_555, "45,55 %"],
    [4_505, "45,05 %"],
    [10_000, "100,0 %"],
  ])("%s → %s", (centiemes, ecrit) => expect(ecrireCentiemes(centiemes)).toBe(ecrit));

  it("dit les régions frontalières, avec la source, et elles seules", () => {
    expect(Object.keys(FRONTALIERES).sort()).toEqual(["01", "02", "06", "08", "09", "15", "16", "18"]);
    for (const [code, { pays, source }] of Object.entries(FRONTALIERES)) {
      expect(CODES_REGION).toContain(code);
      expect(pays.length).toBeGreaterThan(0);
      expect(source).not.toBe("");
    }
    expect(SORTANTS_MIN).toBe(20);
  });
});
