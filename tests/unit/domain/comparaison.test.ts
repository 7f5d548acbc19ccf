import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Centimes, centimes } from "@/lib/domain/argent";
import { comparerVersions, resumer, type VersionComparee } from "@/lib/domain/comparaison";
import type { Contenus } from "@/lib/domain/comparaison/champs";
import { AXES, comparerFigures, ventiler } from "@/lib/domain/comparaison/montants";
import { comparerVerdicts } from "@/lib/domain/comparaison/verdicts";
import type { Dossier, LigneBudget } from "@/lib/domain/dossier";
import { SECTIONS_EDITABLES } from "@/lib/domain/edition/formes";
import { verifier } from "@/lib/domain/eligibilite";
import { POSTES, SOURCES } from "@/lib/domain/nomenclatures";
import type { Constat, Resultat, Verdict } from "@/lib/domain/verdict";
import { contenuDeSection } from "@/lib/schemas/contenus";
import { versDossier } from "@/lib/schemas/lecture";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";

const euros = (n: number): Centimes => centimes(BigInt(Math.round(n * 100)));
const fichier = (reste: Partial<DossierFichier> = {}): DossierFichier => ({
  format: "rigel-dossier/1",
  titre: "Essai",
  regime: "ATCF",
  ...reste,
});
const version = (f: DossierFichier, cles = false): VersionComparee => ({
  dossier: versDossier(f),
  resultat: verifier(versDossier(f)),
  contenus: Object.fromEntries(SECTIONS_EDITABLES.map((s) => [s, contenuDeSection(f, s)])) as Contenus,
  cles,
});
const comparer = (a: Partial<DossierFichier>, b: Partial<DossierFichier>) =>
  comparerVersions(version(fichier(a)), version(fichier(b)));
const dossier = (d: Partial<Dossier>): Dossier => ({ ...versDossier(fichier()), ...d });

describe("les euros de deux versions", () => {
  test("par partenaire : retiré, ajouté, sans montant, non renseigné, jamais confondus avec zéro", () => {
    const partenaires = ["gip", "lycee", "branche"].map((id) => ({ id, chefDeFile: false }));
    const avant = dossier({
      partenaires,
      budget: [
        { partenaire: "gip", montant: euros(100) },
        { partenaire: "lycee", montant: euros(40.01) },
        { montant: euros(5) },
      ],
    });
    const apres = dossier({
      partenaires,
      budget: [
        { partenaire: "gip", montant: euros(100) },
        { partenaire: "gip" },
        { partenaire: "branche", montant: euros(40) },
        { montant: euros(7) },
      ],
    });
    expect(ventiler("partenaire", avant, apres)).toEqual({
      axe: "partenaire",
      lignes: [
        {
          cle: "gip",
          avant: { montant: 10_000n, lignes: 1, sansMontant: 0 },
          apres: { montant: 10_000n, lignes: 2, sansMontant: 1 },
          ecart: 0n,
        },
        { cle: "lycee", avant: { montant: 4_001n, lignes: 1, sansMontant: 0 }, apres: null, ecart: -4_001n },
        { cle: "branche", avant: null, apres: { montant: 4_000n, lignes: 1, sansMontant: 0 }, ecart: 4_000n },
        {
          cle: null,
          avant: { montant: 500n, lignes: 1, sansMontant: 0 },
          apres: { montant: 700n, lignes: 1, sansMontant: 0 },
          ecart: 200n,
        },
      ],
      total: {
        cle: null,
        avant: { montant: 14_501n, lignes: 3, sansMontant: 0 },
        apres: { montant: 14_700n, lignes: 4, sansMontant: 1 },
        ecart: 199n,
      },
    });
  });

  test("les années dans leur ordre, les postes et les sources dans celui de l’appel, ce qui n’est pas dit en dernier", () => {
    const un = euros(1);
    const d = dossier({
      budget: [
        { montant: un },
        { annee: 2027, poste: "missions", montant: un },
        { annee: 2025, poste: "personnel", montant: un },
      ],
      financements: [
        { source: "autofinancement", montant: un, engage: false },
        { source: "france2030", montant: un, engage: false },
      ],
    });
    const cles = (axe: (typeof AXES)[number]) => ventiler(axe, d, d).lignes.map((l) => l.cle);
    expect(cles("annee")).toEqual(["2025", "2027", null]);
    expect(cles("poste")).toEqual(["personnel", "missions", null]);
    expect(cles("source")).toEqual(["france2030", "autofinancement"]);
  });

  test("quelle que soit la ventilation, les écarts s’additionnent à celui du coût total, au centime", () => {
    const montant = fc.option(fc.bigInt({ min: 0n, max: 10n ** 15n }).map(centimes), { nil: undefined });
    const ligne: fc.Arbitrary<LigneBudget> = fc.record({
      partenaire: fc.option(fc.constantFrom("gip", "lycee", "branche"), { nil: undefined }),
      poste: fc.option(fc.constantFrom(...POSTES.codes), { nil: undefined }),
      annee: fc.option(fc.integer({ min: 2024, max: 2030 }), { nil: undefined }),
      montant,
    });
    const source = fc.record({
      source: fc.option(fc.constantFrom(...SOURCES.codes), { nil: undefined }),
      montant,
      engage: fc.boolean(),
    });
    const unDossier = fc
      .record({ budget: fc.array(ligne, { maxLength: 30 }), financements: fc.array(source, { maxLength: 10 }) })
      .map(dossier);
    const somme = (montants: readonly (bigint | undefined)[]) => montants.reduce<bigint>((t, m) => t + (m ?? 0n), 0n);
    fc.assert(
      fc.property(unDossier, unDossier, (a, b) => {
        const [ra, rb] = [verifier(a), verifier(b)];
        for (const axe of AXES) {
          const { lignes, total } = ventiler(axe, a, b);
          const attendu =
            axe === "source"
              ? somme(b.financements.map((f) => f.montant)) - somme(a.financements.map((f) => f.montant))
              : rb.coutTotal - ra.coutTotal;
          expect(somme(lignes.map((l) => l.ecart))).toBe(attendu);
          expect(total.ecart).toBe(attendu);
          for (const l of lignes) expect(l.ecart).toBe((l.apres?.montant ?? 0n) - (l.avant?.montant ?? 0n));
          // The other way round, every difference changes its sign.
          expect(ventiler(axe, b, a).total.ecart).toBe(-attendu);
        }
        for (const f of comparerFigures({ dossier: a, resultat: ra }, { dossier: b, resultat: rb }))
          if (f.ecart !== null) expect(f.ecart).toBe((f.apres as bigint) - (f.avant as bigint));
      }),
      { numRuns: 60 },
    );
  });

  test("rien de saisi n’est pas zéro : pas de montant, donc pas d’écart", () => {
    const plein = { budget: [{ montant: "10.00" }] };
    const figure = (c: ReturnType<typeof comparer>) => c.figures.find((f) => f.code === "coutTotal");
    expect(figure(comparer({}, plein))).toEqual({ code: "coutTotal", avant: null, apres: 1_000n, ecart: null });
    expect(figure(comparer({}, {}))).toMatchObject({ avant: null, apres: null, ecart: null });
    expect(resumer(comparer({}, plein))).toMatch(/^Le coût total est maintenant renseigné/);
    expect(resumer(comparer(plein, {}))).toMatch(/^Le coût total n’est plus renseigné/);
  });
});

const constat = (code: string, verdict: Verdict): Constat => ({
  code,
  titre: code,
  groupe: "projet",
  severite: "bloquante",
  verdict,
  message: "",
  figures: [],
  champs: [],
  source: { reference: "", aConfirmer: false },
});
const resultat = (regles: Record<string, Verdict>, regimeNumero = 1): Resultat => ({
  ...verifier(dossier({})),
  regimeNumero,
  constats: Object.entries(regles).map(([code, v]) => constat(code, v)),
});

test.each<[string, Verdict | null, Verdict | null, string]>([
  ["devient conforme", "non_conforme", "conforme", "gagnes"],
  ["se détermine en bien", "indetermine", "conforme", "gagnes"],
  ["n’est plus conforme", "conforme", "non_conforme", "perdus"],
  ["ne se détermine plus", "conforme", "indetermine", "perdus"],
  ["se détermine en mal", "indetermine", "non_conforme", "changes"],
  ["redevient indéterminé", "non_conforme", "indetermine", "changes"],
  ["reste conforme", "conforme", "conforme", "inchanges"],
  ["reste non conforme", "non_conforme", "non_conforme", "inchanges"],
  ["n’existait pas", null, "conforme", "ajoutees"],
  ["n’existe plus", "conforme", null, "retirees"],
])("un verdict qui %s", (_nom, avant, apres, ou) => {
  const lu = comparerVerdicts(
    resultat(avant === null ? {} : { R: avant }),
    resultat(apres === null ? {} : { R: apres }),
  );
  const rangs = Object.fromEntries(
    (["gagnes", "perdus", "changes", "ajoutees", "retirees"] as const).map((nom) => [nom, lu[nom].length]),
  );
  expect({ ...rangs, inchanges: lu.inchanges }).toEqual({
    ...{ gagnes: 0, perdus: 0, changes: 0, ajoutees: 0, retirees: 0, inchanges: 0 },
    [ou]: 1,
  });
});

test("un autre jeu de règles se dit", () => {
  expect(comparerVerdicts(resultat({}), resultat({})).jeu).toBeNull();
  expect(comparerVerdicts(resultat({}), resultat({}, 2)).jeu?.apres.numero).toBe(2);
});

describe("le contenu de deux versions sans nom de ligne", () => {
  const l = (annee: number, montant: string, reste = {}) => ({
    partenaire: "gip",
    poste: "equipement" as const,
    annee,
    montant,
    ...reste,
  });
  const p = { partenaires: [{ id: "gip", nom: "GIP" }] };
  const changements = (a: Partial<DossierFichier>, b: Partial<DossierFichier>) =>
    comparer({ ...p, ...a }, { ...p, ...b }).sections.flatMap((s) => s.changements);

  test("une ligne retirée du milieu : les autres ne changent pas", () => {
    const budget = [2024, 2025, 2026, 2027].map((an) => l(an, `${an}.00`));
    const lus = changements({ budget }, { budget: budget.filter((x) => x.annee !== 2025) });
    expect(lus).toMatchObject([{ type: "retrait", avant: { annee: 2025 } }]);
  });
  test("la même place, un autre montant : un champ changé", () => {
    expect(
      changements({ budget: [l(2024, "1.00"), l(2025, "2.00")] }, { budget: [l(2025, "3.00"), l(2024, "1.00")] }),
    ).toMatchObject([{ type: "champ", avant: "2.00", apres: "3.00" }]);
  });
  test("deux lignes de la même place : chacune garde la sienne", () => {
    const budget = [l(2024, "1.00"), l(2024, "2.00")];
    expect(changements({ budget }, { budget: [...budget].reverse() })).toEqual([]);
    expect(changements({ budget }, { budget: [l(2024, "2.00"), l(2024, "5.00")] })).toMatchObject([
      { type: "champ", avant: "1.00", apres: "5.00" },
    ]);
  });
  test("un partenaire renommé est le même ; un texte long est un texte", () => {
    const c = comparer(
      { ...p, reponses: { besoins: "Un besoin." }, justifications: { COFI_ENGAGE: "Ainsi." } },
      { partenaires: [{ id: "gip", nom: "GIP 2" }], reponses: { besoins: "Deux besoins." }, justifications: {} },
    );
    expect(c.sections.flatMap((s) => s.changements)).toMatchObject([{ type: "champ", avant: "GIP", apres: "GIP 2" }]);
    expect(c.sections.flatMap((s) => s.textes)).toEqual([
      { adresse: "diagnostic/besoins", avant: "Un besoin.", apres: "Deux besoins." },
      { adresse: "verification/justifications/COFI_ENGAGE", avant: "Ainsi.", apres: null },
    ]);
  });
  test("un texte qui ne change pas se relit aussi, dans une ligne comme ailleurs", () => {
    const meme = {
      reponses: { besoins: "Un besoin." },
      alignement: [{ reference: "CPRDFOP", objectif: "1", justification: "Parce que." }],
      justifications: { COFI_ENGAGE: "Ainsi." },
    };
    const c = comparer(meme, { ...meme, acronyme: "X" });
    expect(c.sections.flatMap((s) => s.identiques.map((t) => t.apres))).toEqual(["Un besoin.", "Parce que.", "Ainsi."]);
  });
  test("les pièces se comptent", () => {
    const convention = { type: "validation_region" as const, date: "2024-01-01" };
    const c = comparer({ pieces: [convention, convention] }, { pieces: [convention, { type: "autre" }] });
    expect(c.pieces).toEqual({ ajoutees: [{ type: "autre" }], retirees: [convention] });
    expect(c.identiques).toBe(false);
  });
});

describe("la phrase qui résume", () => {
  const budget = (montant: string) => ({ budget: [{ montant }] });
  test.each<[string, Partial<DossierFichier>, Partial<DossierFichier>, RegExp]>([
    ["rien", budget("1.00"), budget("1.00"), /^Rien n’a changé entre ces deux versions\.$/],
    ["une baisse", budget("200000.00"), budget("80000.00"), /^Le coût total baisse de 120\u202f000,00\u00a0€\.$/],
    ["une hausse", budget("1.00"), budget("1.01"), /^Le coût total augmente de 0,01\u00a0€\.$/],
    ["un texte", { reponses: { besoins: "A" } }, { reponses: { besoins: "B" } }, /^Un texte change\.$/],
    [
      "une donnée",
      { acronyme: "A" },
      { acronyme: "B" },
      /^Une donnée change et ni le coût total ni la subvention ne changent\.$/,
    ],
  ])("%s", (_nom, a, b, attendu) => {
    expect(resumer(comparer(a, b))).toMatch(attendu);
  });
});
