import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { centimes } from "@/lib/domain/argent";
import type { Capacite, Transformation } from "@/lib/domain/dossier";
import {
  attribuer,
  bilanPlaces,
  type ChampTransformation,
  coutParPlaceCreee,
  incoherences,
  placesCreees,
} from "@/lib/domain/places";

const capacite: fc.Arbitrary<Capacite> = fc.tuple(fc.nat(60), fc.nat(60));

describe("l’attribution d’un changement de places", () => {
  const cas: [string, Capacite, Capacite, [number, number, number, number]][] = [
    // ouvertes, fermées, colorées ouvertes, colorées fermées
    ["ouverture", [0, 24], [0, 0], [24, 0, 0, 0]],
    ["fermeture", [12, 0], [0, 0], [0, 12, 0, 0]],
    ["coloration pure", [24, 24], [0, 12], [0, 0, 12, 0]],
    ["coloration retirée", [24, 24], [12, 0], [0, 0, 0, 12]],
    ["même sens, plus de places que de couleur", [0, 24], [0, 12], [24, 0, 0, 0]],
    ["même sens, plus de couleur que de places", [20, 24], [0, 12], [0, 0, 12, 0]],
    ["même sens, égalité : les places l’emportent", [0, 12], [0, 12], [12, 0, 0, 0]],
    ["sens opposés : les deux comptent", [24, 12], [0, 6], [0, 12, 6, 0]],
    ["rien ne change", [24, 24], [6, 6], [0, 0, 0, 0]],
  ];
  it.each(cas)("%s", (_, places, colorees, [ouvertes, fermees, coloreesOuvertes, coloreesFermees]) => {
    expect(attribuer(places, colorees)).toEqual({ ouvertes, fermees, coloreesOuvertes, coloreesFermees });
  });

  it("ne compte jamais plus que le plus grand des deux écarts de même sens", () => {
    fc.assert(
      fc.property(capacite, capacite, (p, c) => {
        const m = attribuer(p, c);
        const d = p[1] - p[0];
        const dc = c[1] - c[0];
        const compte = m.ouvertes + m.fermees + m.coloreesOuvertes + m.coloreesFermees;
        expect(compte).toBe(d * dc > 0 ? Math.max(Math.abs(d), Math.abs(dc)) : Math.abs(d) + Math.abs(dc));
      }),
    );
  });
});

describe("le coût par place", () => {
  it.each<[bigint, number, bigint]>([
    [2_200_000_000n, 24, 91_666_667n],
    [100n, 3, 33n],
    [5n, 2, 3n],
    [0n, 7, 0n],
  ])("%s centimes pour %s places : %s, la moitié d’un centime vers le haut", (cout, places, attendu) =>
    expect(coutParPlaceCreee(centimes(cout), places)).toBe(attendu),
  );
});

describe("le bilan des places prévues", () => {
  it("additionne par rentrée et par voie, sans les ajustements", () => {
    const bilan = bilanPlaces([
      { rentree: 2026, type: "augmentation_nette", scolaire: [12, 24] },
      { rentree: 2025, type: "ouverture_nette", scolaire: [0, 24], apprentissage: [0, 6] },
      { rentree: 2025, type: "fermeture", scolaire: [15, 0] },
      { rentree: 2025, type: "ajustement", scolaire: [0, 99] },
      { type: "ouverture_nette", scolaire: [0, 1] },
    ]);
    expect(bilan.rentrees.map((r) => [r.rentree, r.total.ouvertes, r.total.fermees, r.apprentissage.ouvertes])).toEqual(
      [
        [2025, 30, 15, 6],
        [2026, 12, 0, 0],
        [null, 1, 0, 0],
      ],
    );
    expect(bilan.total).toEqual({ ouvertes: 43, fermees: 15, coloreesOuvertes: 0, coloreesFermees: 0 });
  });

  it("une place qui change de voie est comptée dans chacune (transfert de la note 135)", () => {
    const { total } = bilanPlaces([{ rentree: 2025, type: "transfert", scolaire: [24, 19], apprentissage: [0, 5] }]);
    expect(total.ouvertes + total.fermees).toBe(10);
  });

  it("le total égale la somme des rentrées", () => {
    const une = fc.record({ rentree: fc.constantFrom(2025, 2026), scolaire: capacite, apprentissage: capacite });
    fc.assert(
      fc.property(fc.array(une), (liste) => {
        const b = bilanPlaces(liste);
        expect(b.rentrees.reduce((t, r) => t + r.total.ouvertes, 0)).toBe(b.total.ouvertes);
        expect(b.total.ouvertes - b.total.fermees).toBe(
          liste.reduce((t, x) => t + x.scolaire[1] - x.scolaire[0] + x.apprentissage[1] - x.apprentissage[0], 0),
        );
      }),
    );
  });
});

describe("les capacités suivent le type", () => {
  const cas: [string, Transformation, ChampTransformation[]][] = [
    ["ouverture depuis 0", { type: "ouverture_nette", scolaire: [0, 24] }, []],
    ["ouverture qui ne part pas de 0", { type: "ouverture_nette", scolaire: [1, 24] }, ["scolaire"]],
    [
      "ouverture avec compensation, en apprentissage",
      { type: "ouverture_compensation", apprentissage: [3, 6] },
      ["apprentissage"],
    ],
    ["fermeture à 0", { type: "fermeture", scolaire: [12, 0] }, []],
    ["fermeture qui garde une place", { type: "fermeture", scolaire: [12, 1] }, ["scolaire"]],
    ["augmentation", { type: "augmentation_nette", scolaire: [12, 13], apprentissage: [5, 5] }, []],
    ["augmentation nulle", { type: "augmentation_nette", scolaire: [12, 12] }, ["scolaire"]],
    [
      "augmentation qui baisse dans une voie",
      { type: "augmentation_nette", scolaire: [12, 24], apprentissage: [6, 5] },
      ["apprentissage"],
    ],
    ["diminution", { type: "diminution", scolaire: [24, 23] }, []],
    ["diminution nulle", { type: "diminution", scolaire: [24, 24] }, ["scolaire"]],
    [
      "diminution qui monte dans une voie",
      { type: "diminution", scolaire: [24, 12], apprentissage: [0, 1] },
      ["apprentissage"],
    ],
    ["transfert", { type: "transfert", scolaire: [24, 19], apprentissage: [0, 5] }, []],
    [
      "coloration sans libellé",
      { type: "coloration", scolaire: [24, 24], scolaireColoree: [0, 12] },
      ["libelleColoration"],
    ],
    [
      "coloration nommée",
      { type: "coloration", libelleColoration: "École des réseaux", scolaire: [24, 24], scolaireColoree: [0, 12] },
      [],
    ],
    [
      "plus de colorées que de places",
      { type: "coloration", libelleColoration: "X", scolaire: [24, 24], scolaireColoree: [0, 25] },
      ["scolaireColoree"],
    ],
    [
      "autant de colorées que de places",
      { type: "coloration", libelleColoration: "X", scolaire: [24, 24], scolaireColoree: [0, 24] },
      [],
    ],
    [
      "colorées sans places",
      { type: "coloration", libelleColoration: "X", apprentissageColoree: [0, 1] },
      ["apprentissageColoree"],
    ],
    [
      "places colorées sans coloration nommée",
      { type: "ouverture_nette", scolaire: [0, 24], scolaireColoree: [0, 12] },
      ["libelleColoration"],
    ],
    ["zéro place colorée, rien à nommer", { type: "ouverture_nette", scolaire: [0, 24], scolaireColoree: [0, 0] }, []],
    ["rien de saisi, rien à redire", { type: "augmentation_nette" }, []],
  ];
  it.each(cas)("%s", (_, t, champs) => {
    expect(incoherences(t).map((i) => i.champ)).toEqual(champs);
  });
});

describe("les places créées", () => {
  it.each<[string, Transformation, number]>([
    ["rien de saisi", {}, 0],
    ["une ouverture dans chaque voie", { scolaire: [0, 12], apprentissage: [0, 3] }, 15],
    ["une fermeture ne se déduit pas", { scolaire: [12, 0], apprentissage: [0, 3] }, 3],
    ["un ajustement n’en crée aucune", { type: "ajustement", scolaire: [0, 12] }, 0],
    ["absorbées par une coloration plus grande", { scolaire: [12, 15], scolaireColoree: [0, 15] }, 0],
    ["plus grandes que la coloration", { scolaire: [0, 15], scolaireColoree: [0, 5] }, 15],
  ])("%s", (_, t, attendu) => {
    expect(placesCreees(t)).toBe(attendu);
    expect(bilanPlaces([t]).total.ouvertes).toBe(attendu);
  });
});
