import { describe, expect, it } from "vitest";
import { type Diplome, placesRenovees, renovations, rentreeDe } from "@/lib/domain/carte/evolution-offre";

const diplome = (cfd: string, d: Partial<Diplome> = {}): Diplome => ({
  cfd,
  libelle: `Diplôme ${cfd}`,
  ouverture: "2010-09-01",
  fermeture: null,
  remplace: [],
  ...d,
});
const ferme = (cfd: string) => diplome(cfd, { fermeture: "2025-08-31" });
const nouveau = (cfd: string, ...remplace: string[]) => diplome(cfd, { ouverture: "2025-09-01", remplace });

describe("la rentrée d’un référentiel", () => {
  it.each([
    ["2025-09-01", 2025],
    ["2025-08-31", 2025],
    ["2025-01-01", 2025],
    ["2025-09-30", 2025],
    ["2025-10-01", 2026],
    ["2024-12-15", 2025],
  ])("ouvert le %s : rentrée %i", (ouverture, rentree) => {
    expect(rentreeDe(ouverture)).toBe(rentree);
  });
});

describe("les diplômes rénovés à une rentrée", () => {
  const groupes = (nomenclature: Diplome[]) =>
    renovations(nomenclature, 2025).map((r) => [r.remplacees.map((d) => d.cfd), r.nouvelles.map((d) => d.cfd)]);

  it.each<[string, Diplome[], string[][][]]>([
    ["un pour un", [ferme("A1"), nouveau("B1", "A1")], [[["A1"], ["B1"]]]],
    [
      "un devient plusieurs : compté une fois",
      [ferme("A1"), nouveau("B1", "A1"), nouveau("B2", "A1")],
      [[["A1"], ["B1", "B2"]]],
    ],
    ["plusieurs deviennent un", [ferme("A1"), ferme("A2"), nouveau("B1", "A1", "A2")], [[["A1", "A2"], ["B1"]]]],
    [
      "deux groupes qu’un troisième réunit",
      [ferme("A1"), ferme("A2"), nouveau("B1", "A1"), nouveau("B2", "A2"), nouveau("B3", "A1", "A2")],
      [
        [
          ["A1", "A2"],
          ["B2", "B1", "B3"],
        ],
      ],
    ],
    ["une autre rentrée", [ferme("A1"), diplome("B1", { ouverture: "2024-09-01", remplace: ["A1"] })], []],
    ["l’ancien reste ouvert : rien ne ferme", [diplome("A1"), nouveau("B1", "A1")], []],
    ["l’ancien est inconnu de la nomenclature", [nouveau("B1", "ZZ")], []],
    ["une création, qui ne remplace rien", [nouveau("B1")], []],
    ["date d’ouverture inconnue", [ferme("A1"), diplome("B1", { ouverture: null, remplace: ["A1"] })], []],
  ])("%s", (_, nomenclature, attendu) => {
    expect(groupes(nomenclature)).toEqual(attendu);
  });
});

describe("les places rénovées que le taux ne compte pas déjà", () => {
  const un = renovations([ferme("A1"), nouveau("B1", "A1"), nouveau("B2", "A1")], 2025);
  const places = (eleves: number, comptees: { cfd: string; places: number }[], uai = "0690001A") =>
    placesRenovees(
      un,
      [{ uai: "0690001A", cfd: "A1", eleves }],
      comptees.map((c) => ({ ...c, uai })),
    ).reduce((n, r) => n + r.places, 0);

  it.each([
    ["toutes", 24, [], 24],
    ["moins 6 fermées sur l’ancien", 24, [{ cfd: "A1", places: 6 }], 18],
    ["moins 12 colorées sur le nouveau", 24, [{ cfd: "B1", places: 12 }], 12],
    [
      "moins les deux",
      24,
      [
        { cfd: "A1", places: 6 },
        { cfd: "B2", places: 12 },
      ],
      6,
    ],
    ["déclarées en fermeture et ouverture : déjà comptées", 24, [{ cfd: "A1", places: 24 }], 0],
    ["jamais moins que zéro", 10, [{ cfd: "A1", places: 24 }], 0],
    ["un autre diplôme ne retire rien", 24, [{ cfd: "C9", places: 24 }], 24],
  ])("%s", (_, eleves, comptees, attendu) => {
    expect(places(eleves, comptees)).toBe(attendu);
  });

  it("ce qui ferme ailleurs ne retire rien ici", () => {
    expect(places(24, [{ cfd: "A1", places: 24 }], "0690002B")).toBe(24);
  });
});
