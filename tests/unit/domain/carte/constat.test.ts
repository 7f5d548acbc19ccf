import { describe, expect, it } from "vitest";
import { collerConstat } from "@/lib/domain/carte/coller-constat";
import { COLONNES_PLACES } from "@/lib/domain/carte/colonnes-places";
import {
  derniereRentree,
  ecartConstat,
  ecrireEcart,
  finDeSuivi,
  motifAttendu,
  rentreesSuivies,
} from "@/lib/domain/carte/constat";
import { CODES_MOTIF_ECART, MOTIFS_ECART, motifEcrit } from "@/lib/domain/carte/motifs-ecart";
import type { PlacesDemande, PlacesObservees } from "@/lib/domain/carte/places-demande";
import { horsDemande, lireLigneConstat } from "@/lib/domain/carte/saisie-constat";

const places = (s: number, sc = 0, a = 0, ac = 0): PlacesObservees => ({
  ...{ scolaire: s, scolaireColoree: sc, apprentissage: a, apprentissageColoree: ac },
});

describe("les rentrées que l’établissement constate", () => {
  it.each([
    ["2025-08-31", 2024],
    ["2025-09-01", 2025],
    ["2026-01-15", 2025],
  ])("le %s, la dernière rentrée passée est celle de %s", (jour, rentree) =>
    expect(derniereRentree(jour)).toBe(rentree),
  );
  it.each<[string, Parameters<typeof finDeSuivi>[1], number]>([
    ["sans projet", [], 2030],
    ["un projet de cinq ans fini fin 2029", [{ debut: "2025-01-01", dureeMois: 60 }], 2034],
    [
      "deux projets : le plus long",
      [
        { debut: "2024-03-01", dureeMois: 24 },
        { debut: "2025-09-01", dureeMois: 36 },
      ],
      2033,
    ],
    ["un projet sans dates", [{ debut: null, dureeMois: null }], 2030],
    ["un projet déjà fini avant la rentrée", [{ debut: "2020-01-01", dureeMois: 12 }], 2030],
  ])("%s : jusqu’en %s", (_, projets, fin) => expect(finDeSuivi(2025, projets)).toBe(fin));
  it("aucune avant la sienne, aucune à venir", () => {
    expect(rentreesSuivies(2025, 2030, 2027)).toEqual([2025, 2026, 2027]);
    expect(rentreesSuivies(2026, 2031, 2025)).toEqual([]);
    expect(rentreesSuivies(2025, 2030, 2040)).toHaveLength(6);
  });
});

describe("l’écart", () => {
  it.each<[string, PlacesObservees, PlacesObservees, string]>([
    ["rien", places(15), places(15), "0"],
    ["neuf places manquent", places(15), places(6), "−9"],
    ["trois de plus", places(12), places(15), "+3"],
    ["cinq places passées d’une voie à l’autre", places(24), places(19, 0, 5), "0, répartition différente"],
    ["les colorées seules", places(15, 8), places(15, 3), "0 (−5 colorées)"],
  ])("%s", (_, prevu, vu, ecrit) => expect(ecrireEcart(ecartConstat(prevu, vu))).toBe(ecrit));
});

const DEMANDE: PlacesDemande = {
  ...{ scolaireActuelle: 0, scolaireFuture: 15, scolaireColoreeActuelle: 0, scolaireColoreeFuture: 5 },
  ...{
    apprentissageActuelle: 0,
    apprentissageFuture: 0,
    apprentissageColoreeActuelle: 0,
    apprentissageColoreeFuture: 0,
  },
};
const typee = (scolaire: string, scolaireColoree: string, reste: Record<string, string> = {}) => ({
  ...{ scolaire, scolaireColoree, apprentissage: "", apprentissageColoree: "", motif: "", precision: "" },
  ...reste,
});

describe("une ligne saisie", () => {
  it("vide n’est pas zéro", () => expect(lireLigneConstat(typee("", ""), DEMANDE).etat).toBe("vide"));
  it("se lit comme on l’écrit ; une voie que la demande n’a pas peut rester vide", () =>
    expect(lireLigneConstat(typee(" 1\u202F200 ", "5,00"), DEMANDE)).toEqual({
      etat: "lue",
      constat: { places: places(1200, 5), motif: null, precision: null },
    }));
  it("une case de ce que la demande prévoit, ou avait, se remplit ; les autres comptent pour 0", () => {
    expect(horsDemande("apprentissage", DEMANDE)).toBe(true);
    expect(horsDemande("scolaireColoree", DEMANDE)).toBe(false);
    expect(horsDemande("apprentissage", { ...DEMANDE, apprentissageActuelle: 3 })).toBe(false);
    expect(lireLigneConstat(typee("15", ""), DEMANDE)).toMatchObject({
      fautes: [{ champ: "scolaireColoree" }],
    });
  });
  it("un écart sans motif en attend un", () => {
    expect(motifAttendu(DEMANDE, { places: places(12, 5), motif: null })).toBe(true);
    expect(motifAttendu(DEMANDE, { places: places(12, 5), motif: "autre" })).toBe(false);
    expect(motifAttendu(DEMANDE, { places: places(15, 5), motif: null })).toBe(false);
  });
  it.each<[string, Record<string, string>, string]>([
    ["des lettres", typee("douze", "0"), "scolaire"],
    ["un nombre négatif", typee("-3", "0"), "scolaire"],
    ["une demi-place", typee("3,5", "0"), "scolaire"],
    ["dix mille places", typee("10000", "0"), "scolaire"],
    ["des colorées sans les places", typee("", "5"), "scolaire"],
    ["plus de colorées que de places", typee("4", "5"), "scolaireColoree"],
    ["un motif hors liste", typee("6", "0", { motif: "il pleut" }), "motif"],
    ["un autre motif sans précision", typee("6", "0", { motif: "autre" }), "precision"],
  ])("%s se refuse à sa case", (_, saisie, champ) => {
    const lue = lireLigneConstat(saisie as ReturnType<typeof typee>, DEMANDE);
    expect(lue.etat === "fautes" && lue.fautes.map((f) => f.champ)).toEqual([champ]);
  });
});

describe("un bloc collé", () => {
  const NUMEROS = ["A1", "B2", "C3"];
  it("va vers la droite et vers le bas, et dit ce qui n’a pas de case", () => {
    const c = collerConstat(NUMEROS, { ligne: 1, colonne: 0 }, [["12", "3"], ["8"], ["99"]]);
    expect([...c.cellules]).toEqual([
      ["B2", { scolaire: "12", scolaireColoree: "3" }],
      ["C3", { scolaire: "8" }],
    ]);
    expect(c).toMatchObject({ nombre: 3, perdues: ["99"], parNumeros: false });
  });
  it("par numéros, quel que soit l’ordre, avec ou sans ligne de titres", () => {
    const c = collerConstat(NUMEROS, { ligne: 0, colonne: 2 }, [
      ["Demande", "Places"],
      ["C3", "8"],
      ["ZZ", "4"],
      ["A1", "15"],
    ]);
    expect(Object.fromEntries(c.cellules)).toEqual({ C3: { scolaire: "8" }, A1: { scolaire: "15" } });
    expect(c.perdues).toEqual(["4 (demande ZZ)"]);
  });
  it("par les titres du tableau de Rigel, les colonnes en plus laissées", () => {
    const { numero, formation, apprentissage, motif } = COLONNES_PLACES;
    const c = collerConstat(NUMEROS, { ligne: 0, colonne: 0 }, [
      [formation, numero, motif.toUpperCase(), apprentissage],
      ["Bac pro", "B2", "poste non pourvu", "6"],
    ]);
    expect(Object.fromEntries(c.cellules)).toEqual({ B2: { motif: "poste_non_pourvu", apprentissage: "6" } });
    expect(c.perdues).toEqual([]);
  });
  it("un motif hors liste reste tel qu’il est écrit, pour être vu", () =>
    expect(collerConstat(NUMEROS, { ligne: 0, colonne: 4 }, [["il pleut", "fort"]]).cellules.get("A1")).toEqual({
      ...{ motif: "il pleut", precision: "fort" },
    }));
});

it("chaque motif se retrouve par son code et par ses mots", () => {
  for (const code of CODES_MOTIF_ECART) {
    expect(motifEcrit(code)).toBe(code);
    expect(motifEcrit(` ${MOTIFS_ECART[code].toUpperCase()} `)).toBe(code);
  }
});
