/** What is copied from the grid and pasted into it. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleRangee, grille, type LigneGrille, rangeesAffichees } from "@/lib/domain/budget";
import { ecrireBloc, lireBloc } from "@/lib/domain/grille/bloc";
import { aVerifier, etendre, preparerCollage } from "@/lib/domain/grille/collage";
import { ecrireMontantCopie, lireMontantColle } from "@/lib/domain/grille/montant-colle";
import { copierPlage } from "@/lib/domain/grille/selection";

describe("un montant collé", () => {
  it.each<[string, string | null]>([
    ["1234", "1234.00"],
    ["1 234,5", "1234.50"],
    ["1\u202f234,56", "1234.56"],
    ["1\u00a0234 €", "1234.00"],
    ["1\u2009234,00\u00a0EUR", "1234.00"],
    ["1.234.567,89", "1234567.89"],
    ["1.234,5", "1234.50"],
    ["1.234.567", "1234567.00"],
    ["1234.5", "1234.50"],
    ["+12", "12.00"],
    ["0", "0.00"],
    ["007", "7.00"],
    ["999999999999,99", "999999999999.99"],
    ["", null],
    ["  ", null],
    ["-", null],
    ["—", null],
    ["- €", null],
  ])("« %s » est %s", (texte, montant) => expect(lireMontantColle(texte)).toEqual({ montant }));

  it.each([
    ["-5", "negatif"],
    ["−5,00 €", "negatif"],
    ["– 5", "negatif"],
    ["(1 200,00)", "negatif"],
    ["(1 200,00 €)", "negatif"],
    ["(1 200,00) €", "negatif"],
    ["5-", "negatif"],
    ["12 %", "pourcentage"],
    ["12,5%", "pourcentage"],
    ["=A1+B2", "formule"],
    ["=SOMME(A1:A3)", "formule"],
    ["#REF!", "erreur"],
    ["#N/A", "erreur"],
    ["1,234", "decimales"],
    ["1.234", "decimales"],
    ["1000000000000", "trop_grand"],
    ["12/03/2024", "date"],
    ["abc", "texte"],
    ["12 k€", "texte"],
    ["1,234.50", "texte"],
    ["1e6", "texte"],
    ["12,", "texte"],
    ["()", "texte"],
  ])("« %s » est refusé : %s", (texte, motif) => expect(lireMontantColle(texte)).toEqual({ motif }));

  it("un montant copié se recolle au centime", () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 14n - 1n), (c) => {
        const montant = `${c / 100n}.${String(c % 100n).padStart(2, "0")}`;
        expect(lireMontantColle(ecrireMontantCopie(montant))).toEqual({ montant });
      }),
    );
  });
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
    const c = coller(DEUX, "2026\t2024\n1\t2", 1);
    expect(c.noms).toEqual({ annees: true, postes: false });
    expect(ecrit(c)).toEqual([
      [cle("gip", "equipement"), 2026, "1.00"],
      [cle("gip", "equipement"), 2024, "2.00"],
    ]);
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
    expect(c.ignorees).toBe(1);
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
        expect([ici.ecritures, ici.refus, ici.inchangees]).toEqual([[], [], 9]);
        const vierges = postes.map((poste) => ligne({ poste, annee: null }));
        const la = coller(vierges, texte);
        expect(la.ecritures.map((e) => e.montant)).toEqual(valeurs.filter((v) => v !== null));
      }),
    );
  });
});
