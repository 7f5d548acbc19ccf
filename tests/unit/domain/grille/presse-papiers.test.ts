/** What is copied from the grid and pasted into it. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleRangee, grille, type LigneGrille, rangeesAffichees } from "@/lib/domain/budget";
import { ecrireBloc, lireBloc } from "@/lib/domain/grille/bloc";
import { aVerifier, etendre, preparerCollage } from "@/lib/domain/grille/collage";
import { ecrireMontantCopie } from "@/lib/domain/grille/montant-copie";
import { estValeur } from "@/lib/domain/grille/noms-bloc";
import { copierPlage } from "@/lib/domain/grille/selection";
import { lireMontantEcrit } from "@/lib/domain/montant-ecrit";

it("un montant copié se recolle au centime", () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 14n - 1n), (c) => {
      const montant = `${c / 100n}.${String(c % 100n).padStart(2, "0")}`;
      expect(lireMontantEcrit(ecrireMontantCopie(montant))).toEqual({ montant });
    }),
  );
});

describe("un bloc", () => {
  it.each<[string, string[][]]>([
    [
      "a\tb\r\nc\td\r\n",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    ["a\tb\n\n", [["a", "b"], [""]]],
    ['"2 000"\t3', [["2 000", "3"]]],
    ['"deux\nlignes"\t"et ""citation"""', [["deux\nlignes", 'et "citation"']]],
    ['12" de large\t3', [['12" de large', "3"]]],
    ['"ouvert\t3', [['"ouvert', "3"]]],
    ["\t\n", [["", ""]]],
    ["seul", [["seul"]]],
    ["", [[""]]],
  ])("%j", (texte, lignes) => expect(lireBloc(texte)).toEqual(lignes));

  it("écrit puis lu, est le même", () => {
    const cellule = fc.string({ maxLength: 8 }).map((t) => t.replace(/\r/g, "").trim());
    fc.assert(
      fc.property(
        fc.array(fc.array(cellule, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
        (bloc) => {
          const plein = [...bloc, ["fin", "fin"]];
          expect(lireBloc(ecrireBloc(plein))).toEqual(plein);
        },
      ),
    );
  });

  it("se lit en temps linéaire", () => {
    const debut = performance.now();
    expect(lireBloc('"'.repeat(200_001)).length).toBe(1);
    expect(lireBloc("1 000,00\t".repeat(50_000)).length).toBe(1);
    expect(performance.now() - debut).toBeLessThan(2_000);
  });
});

const ANNEES = [2024, 2025, 2026];
const PARTENAIRES = [
  { id: "gip", nom: "GIPAL Formation" },
  { id: "lp", nom: "Lycée Édouard-Branly" },
];
const ligne = (l: Partial<LigneGrille>): LigneGrille => ({
  ...{ partenaire: "gip", poste: "equipement", annee: 2024, montant: null, eligible: null, libelle: null },
  ...l,
});
const cle = (partenaire: string, poste: LigneGrille["poste"]) =>
  cleRangee({ partenaire, poste, libelle: null, eligible: null });

function ouvrir(lignes: LigneGrille[]) {
  const g = grille(lignes, ANNEES, ["gip", "lp"]);
  const rangees = rangeesAffichees(g);
  return { rangees, toutes: rangees, annees: ANNEES, partenaires: PARTENAIRES };
}
const DEUX = [ligne({}), ligne({ poste: "promotion" })];
const coller = (lignes: LigneGrille[], texte: string, colonne = 0) => {
  const cible = ouvrir(lignes);
  return preparerCollage(cible, { cle: cible.rangees[0]?.cle ?? "", colonne }, lireBloc(texte));
};
const ecrit = (c: ReturnType<typeof coller>) => c.ecritures.map((e) => [e.cle, e.annee, e.montant]);

describe("le collage", () => {
  it("va à droite et en bas ; dans des cases vides, rien n’est à vérifier", () => {
    const c = coller(DEUX, "1 000,5\t2\n\t4");
    expect(ecrit(c)).toEqual([
      [cle("gip", "equipement"), 2024, "1000.50"],
      [cle("gip", "equipement"), 2025, "2.00"],
      [cle("gip", "promotion"), 2025, "4.00"],
    ]);
    expect(aVerifier(c)).toBe(false);
  });

  it("nomme la case d’une valeur refusée, et garde les autres", () => {
    const c = coller(DEUX, "-5\t2\nabc\t=A1");
    expect(ecrit(c)).toEqual([[cle("gip", "equipement"), 2025, "2.00"]]);
    expect(c.refus.map((r) => [r.cle, r.annee, r.texte, r.motif, r.ligne, r.colonne])).toEqual([
      [cle("gip", "equipement"), 2024, "-5", "negatif", 1, 1],
      [cle("gip", "promotion"), 2024, "abc", "texte", 2, 1],
      [cle("gip", "promotion"), 2025, "=A1", "formule", 2, 2],
    ]);
    expect(aVerifier(c)).toBe(true);
  });

  it("montre ce qu’il remplace, et tait ce qui est déjà là", () => {
    const c = coller([ligne({ montant: "7.00" }), ligne({ annee: 2025, montant: "8.00" })], "7\t9");
    expect(c.inchangees).toBe(1);
    expect(c.remplacees).toEqual([{ cle: cle("gip", "equipement"), annee: 2025, montant: "9.00", avant: "8.00" }]);
    expect(aVerifier(c)).toBe(true);
  });

  it("dit de combien le bloc dépasse la grille", () => {
    const c = coller(DEUX, "1\t2\t3\t4\n5\n6\t\n7");
    expect(c.debordement).toEqual({ colonnes: 1, lignes: 2, valeurs: 3 });
    expect(c.ecritures).toHaveLength(4);
  });

  it("suit les années que porte le bloc, où qu’on le colle", () => {
    const c = coller(DEUX, "2026\t2025\n1\t2", 1);
    expect(c.noms).toEqual({ annees: true, postes: false });
    expect(ecrit(c)).toEqual([
      [cle("gip", "equipement"), 2026, "1.00"],
      [cle("gip", "equipement"), 2025, "2.00"],
    ]);
    expect(c.entete).toEqual(["2026", "2025"]);
    expect(aVerifier(c)).toBe(true);
  });

  it("suit les postes et les partenaires que porte le bloc, totaux laissés de côté", () => {
    const c = coller(
      DEUX,
      "Partenaire\tPoste\t2025\t2031\tTotal\n" +
        "Lycee Edouard Branly\tMISSIONS et déplacements\t5\t1\t6\n" +
        "\tFrais généraux\t7\t\t7\n" +
        "Total\t\t12\t1\t13\n" +
        "Inconnu\tPromotion et attractivité\t3\t\t\n" +
        "GIPAL formation\tMachines\t3\t\t\n",
    );
    expect(ecrit(c)).toEqual([
      [cle("lp", "missions"), 2025, "5.00"],
      [cle("lp", "frais_generaux"), 2025, "7.00"],
    ]);
    expect(c.refus.map((r) => [r.texte, r.motif])).toEqual([
      ["1", "annee_inconnue"],
      ["3", "partenaire_inconnu"],
      ["3", "poste_inconnu"],
    ]);
    // 6, 7 and 13 stand under « Total »; 12 and 1 on its row.
    expect(c.ecartees).toEqual({ lignes: 1, valeurs: 5 });
  });

  it("reconnaît des postes sans années, dans le bloc du partenaire visé", () => {
    const c = coller(DEUX, "Promotion et attractivité\t5\t6\nMissions et déplacements\t7", 0);
    expect(ecrit(c)).toEqual([
      [cle("gip", "promotion"), 2024, "5.00"],
      [cle("gip", "promotion"), 2025, "6.00"],
      [cle("gip", "missions"), 2024, "7.00"],
    ]);
  });

  it("une valeur seule remplit les cases choisies", () => {
    expect(etendre([["5"]], 2, 2)).toEqual([
      ["5", "5"],
      ["5", "5"],
    ]);
    expect(etendre([["5", "6"]], 2, 2)).toEqual([["5", "6"]]);
  });

  it("copier puis coller au même endroit ne change rien ; ailleurs, donne les mêmes montants", () => {
    const montant = fc.option(fc.bigInt(0n, 10n ** 10n).map((c) => `${c / 100n}.${String(c % 100n).padStart(2, "0")}`));
    fc.assert(
      fc.property(fc.array(montant, { minLength: 9, maxLength: 9 }), (valeurs) => {
        const postes = ["equipement", "promotion", "missions"] as const;
        const lignes = valeurs.map((m, i) =>
          ligne({ poste: postes[Math.floor(i / 3)] ?? null, annee: ANNEES[i % 3] ?? null, montant: m }),
        );
        const { rangees } = ouvrir(lignes);
        const texte = copierPlage(rangees, { l0: 0, l1: 2, c0: 0, c1: 2 });
        const ici = coller(lignes, texte);
        const pleines = valeurs.filter((v) => v !== null);
        expect([ici.ecritures, ici.refus, ici.inchangees]).toEqual([[], [], pleines.length]);
        const vierges = postes.map((poste) => ligne({ poste, annee: null }));
        const la = coller(vierges, texte);
        expect(la.ecritures.map((e) => e.montant)).toEqual(valeurs.filter((v) => v !== null));
      }),
    );
  });
});

describe("une ligne d’années", () => {
  // [block, what is taken as the heading, whether the preview warns, amounts written]
  it.each<[string, string, string[] | null, boolean, string[]]>([
    ["un montant de 2 025 € en tête d’une colonne", "2025\n3000", null, true, ["2025.00", "3000.00"]],
    ["un montant seul", "2025", null, false, ["2025.00"]],
    ["2 025 € puis un montant", "2025\t500\n3000\t4", null, false, ["2025.00", "500.00", "3000.00", "4.00"]],
    ["un montant avant", "500\t2025\n3000\t4", null, false, ["500.00", "2025.00", "3000.00", "4.00"]],
    ["deux fois la même", "2025\t2025\n1\t2", null, true, ["2025.00", "2025.00", "1.00", "2.00"]],
    ["deux qui ne se suivent pas", "2024\t2026\n1\t2", null, true, ["2024.00", "2026.00", "1.00", "2.00"]],
    ["seules sur leur ligne, sans rien dessous", "2024\t2025", null, true, ["2024.00", "2025.00"]],
    ["sous un titre", "\t\n2024\t2025\n1\t2", null, true, ["2024.00", "2025.00", "1.00", "2.00"]],
    [
      "un poste devant",
      "Promotion et attractivité\t2025\nMissions et déplacements\t1",
      null,
      false,
      ["2025.00", "1.00"],
    ],
    ["un partenaire devant", "GIPAL Formation\t2025\nLycée Édouard-Branly\t3000", null, true, ["2025.00", "3000.00"]],
    ["une case vide devant, des montants dessous", "\t2025\n1\t2", null, true, ["2025.00", "1.00", "2.00"]],
    ["deux qui se suivent", "2024\t2025\n1\t2", ["2024", "2025"], false, ["1.00", "2.00"]],
    [
      "deux qui se suivent, un partenaire devant",
      "GIPAL Formation\t2024\t2025\nPromotion et attractivité\t1\t2",
      ["GIPAL Formation", "2024", "2025"],
      false,
      ["1.00", "2.00"],
    ],
    ["une seule, à côté d’un total", "2025\tTotal\n3000\t3000", ["2025", "Total"], false, ["3000.00"]],
    ["une seule, sous une étiquette", "Poste\t2025\nPromotion et attractivité\t3", ["Poste", "2025"], false, ["3.00"]],
    ["une seule, des postes dessous", "\t2025\nPromotion et attractivité\t3", ["2025"], false, ["3.00"]],
  ])("%s", (_, bloc, entete, douteuse, montants) => {
    const trois = [...DEUX, ligne({ poste: "missions" })];
    const c = coller(trois, bloc);
    expect([c.entete, c.anneesDouteuses]).toEqual([entete, douteuse]);
    expect(c.ecritures.map((e) => e.montant)).toEqual(montants);
    if (entete !== null || douteuse) expect(aVerifier(c)).toBe(true);
  });

  it("une colonne sans année, deux lignes pour une case, un nombre à la place d’un poste : refusés", () => {
    const c = coller(DEUX, "Poste\t2024\t\t2025\nPromotion et attractivité\t1\t5\t2\nPromotion et attractivité\t7\t\t");
    expect(c.refus.map((r) => [r.texte, r.motif])).toEqual([
      ["5", "sans_annee"],
      ["7", "doublon"],
    ]);
    const d = coller(DEUX, "Promotion et attractivité\t1\n7\t8");
    expect(d.refus.map((r) => [r.texte, r.motif])).toEqual([
      ["7", "poste_inconnu"],
      ["8", "poste_inconnu"],
    ]);
  });
});

describe("aucun montant collé ne disparaît sans un mot", () => {
  const montant = fc.oneof(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 2_022, max: 2_028 })).map(String);
  const refuse = fc.constantFrom("-5", "12 %", "=A1", "1,234", "1,234.56");
  const mot = fc.constantFrom(
    "",
    "",
    "Total",
    "Poste",
    "Promotion et attractivité",
    "Missions et déplacements",
    "GIPAL Formation",
  );
  const bloc = (cellule: fc.Arbitrary<string>) =>
    fc.array(fc.array(cellule, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 6 });
  const preparer = (b: string[][], colonne: number) => {
    const cible = ouvrir([...DEUX, ligne({ poste: "missions", annee: 2025, montant: "2025.00" })]);
    return preparerCollage(cible, { cle: cible.rangees[0]?.cle ?? "", colonne }, b);
  };
  /** Each value of the block, in one place and one only. */
  const compter = (c: ReturnType<typeof preparer>) =>
    c.ecritures.filter((e) => e.montant !== null).length +
    c.inchangees +
    c.refus.filter((r) => estValeur(r.texte)).length +
    c.ecartees.valeurs +
    (c.entete ?? []).filter(estValeur).length;

  it("un bloc de nombres", () => {
    fc.assert(
      fc.property(bloc(fc.oneof(montant, montant, montant, refuse, fc.constant(""))), fc.nat(2), (b, colonne) => {
        const c = preparer(b, colonne);
        expect(compter(c) + c.debordement.valeurs).toBe(b.flat().filter(estValeur).length);
        if (c.entete !== null) expect(aVerifier(c)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("un bloc de nombres et de mots, dans une grille où tout tient", () => {
    fc.assert(
      fc.property(bloc(fc.oneof(montant, mot)), (b) => {
        const large = { ...ouvrir(DEUX), annees: [2024, 2025, 2026, 2027, 2028] };
        const rangees = grille(
          ["equipement", "promotion", "missions", "machines", "autres", "numerique"].map((l) =>
            ligne({ poste: "frais_generaux", libelle: l }),
          ),
          large.annees,
          ["gip", "lp"],
        );
        const cible = { ...large, rangees: rangeesAffichees(rangees) };
        const c = preparerCollage(cible, { cle: cible.rangees[0]?.cle ?? "", colonne: 0 }, b);
        expect(c.debordement.valeurs).toBe(0);
        expect(compter(c)).toBe(b.flat().filter(estValeur).length);
        if (c.entete !== null || c.ecartees.valeurs > 0) expect(aVerifier(c)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
