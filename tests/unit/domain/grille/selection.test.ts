import { describe, expect, it } from "vitest";
import { grille, type LigneGrille, rangeesAffichees } from "@/lib/domain/budget";
import { apresSaisie, deplacer, estCase, type Place, type Terrain } from "@/lib/domain/grille/deplacement";
import { plageEntre, remplirPlage, taillePlage, viderPlage } from "@/lib/domain/grille/selection";

const ORDRE = ["bloc A", "a1", "a2", "bloc B", "b1", "total"];
const SAISIES = ["a1", "a2", "b1"];
const rangs = (liste: string[]) => new Map(liste.map((cle, i) => [cle, i]));
const terrain: Terrain = {
  ...{ ordre: ORDRE, rangs: rangs(ORDRE), saisissables: SAISIES, rangsSaisie: rangs(SAISIES) },
  ...{ annees: 3, page: 4 },
};
const a = (cle: string, colonne: number): Place => ({ cle, colonne });

describe("les déplacements", () => {
  it.each<[string, Place, Place]>([
    ["ArrowDown", a("a2", 1), a("bloc B", 1)],
    ["ArrowUp", a("a1", 1), a("bloc A", 1)],
    ["ArrowUp", a("bloc A", 1), a("bloc A", 1)],
    ["ArrowRight", a("a1", 2), a("a1", 3)],
    ["ArrowRight", a("a1", 3), a("a1", 3)],
    ["ArrowLeft", a("a1", 0), a("a1", -1)],
    ["ArrowLeft", a("a1", -1), a("a1", -1)],
    ["Home", a("a1", 2), a("a1", 0)],
    ["Home", a("a1", 0), a("a1", -1)],
    ["End", a("a1", 0), a("a1", 2)],
    ["End", a("a1", 2), a("a1", 3)],
    ["Ctrl Home", a("b1", 2), a("a1", 0)],
    ["Ctrl End", a("a1", 0), a("b1", 2)],
    ["Ctrl ArrowDown", a("a1", 0), a("total", 0)],
    ["Ctrl ArrowUp", a("b1", 0), a("bloc A", 0)],
    ["Ctrl ArrowRight", a("b1", 0), a("b1", 2)],
    ["Ctrl ArrowLeft", a("b1", 2), a("b1", 0)],
    ["PageDown", a("bloc A", 0), a("b1", 0)],
    ["PageUp", a("b1", 0), a("bloc A", 0)],
    ["Maj ArrowDown", a("a2", 1), a("b1", 1)],
    ["Maj ArrowRight", a("a1", 2), a("a1", 2)],
    ["Maj ArrowLeft", a("a1", 0), a("a1", 0)],
  ])("%s", (touche, depart, arrivee) => {
    const parts = touche.split(" ");
    const touches = { key: parts.at(-1) as string, ctrl: parts.includes("Ctrl"), maj: parts.includes("Maj") };
    expect(deplacer(terrain, depart, touches)).toEqual(arrivee);
  });

  it("laisse les autres touches", () => {
    expect(deplacer(terrain, a("a1", 0), { key: "Tab", ctrl: false, maj: false })).toBeNull();
  });

  it.each([
    ["bas", a("a2", 1), a("b1", 1)],
    ["haut", a("b1", 1), a("a2", 1)],
    ["bas", a("b1", 1), a("b1", 1)],
    ["droite", a("a1", 1), a("a1", 2)],
    ["droite", a("a1", 2), a("a2", 0)],
    ["droite", a("b1", 2), a("b1", 2)],
    ["gauche", a("a2", 0), a("a1", 2)],
    ["gauche", a("a1", 0), a("a1", 0)],
    ["place", a("a1", 0), a("a1", 0)],
  ] as const)("après la saisie, %s de %j", (suite, depart, arrivee) => {
    expect(apresSaisie(terrain, depart, suite)).toEqual(arrivee);
  });

  it("une case est d’une ligne que l’on remplit, sous une année", () => {
    expect([a("a1", 0), a("a1", -1), a("a1", 3), a("bloc A", 0)].map((p) => estCase(terrain, p))).toEqual([
      ...[true, false, false, false],
    ]);
  });
});

const ligne = (poste: LigneGrille["poste"], annee: number, montant: string): LigneGrille => ({
  ...{ partenaire: "gip", poste, annee, montant, eligible: null, libelle: null },
});
const g = grille(
  [ligne("equipement", 2024, "1.00"), ligne("equipement", 2026, "3.00"), ligne("missions", 2025, "5.00")],
  [2024, 2025, 2026],
  ["gip"],
);
const rangees = rangeesAffichees(g);
const [e, m] = rangees.map((r) => r.cle);

describe("une plage", () => {
  it("est un rectangle, dans n’importe quel sens", () => {
    const plage = plageEntre(terrain.rangsSaisie, a("b1", 2), a("a1", 0));
    expect(plage).toEqual({ l0: 0, l1: 2, c0: 0, c1: 2 });
    expect(plage && taillePlage(plage)).toBe(9);
    expect(plageEntre(terrain.rangsSaisie, a("cachée", 2), a("a1", 0))).toBeNull();
  });

  it("se vide de ce qu’elle tient, et de rien d’autre", () => {
    expect(viderPlage(rangees, { l0: 0, l1: 1, c0: 0, c1: 1 })).toEqual([
      { cle: e, annee: 2024, montant: null },
      { cle: m, annee: 2025, montant: null },
    ]);
  });

  it.each([
    [
      "droite",
      { l0: 0, l1: 0, c0: 0, c1: 2 },
      [
        [e, 2025, "1.00"],
        [e, 2026, "1.00"],
      ],
    ],
    ["droite", { l0: 1, l1: 1, c0: 2, c1: 2 }, [[m, 2026, "5.00"]]],
    ["droite", { l0: 0, l1: 0, c0: 0, c1: 0 }, []],
    [
      "bas",
      { l0: 0, l1: 1, c0: 0, c1: 1 },
      [
        [m, 2024, "1.00"],
        [m, 2025, null],
      ],
    ],
    ["bas", { l0: 1, l1: 1, c0: 2, c1: 2 }, [[m, 2026, "3.00"]]],
    ["bas", { l0: 0, l1: 0, c0: 0, c1: 0 }, []],
  ] as const)("se remplit vers %s depuis %j", (sens, plage, attendu) => {
    expect(remplirPlage(rangees, plage, sens).map((x) => [x.cle, x.annee, x.montant])).toEqual(attendu);
  });
});
