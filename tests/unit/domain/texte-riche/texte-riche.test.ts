import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Bloc, compterMots, lireTexte, texteNu } from "@/lib/domain/texte-riche";
import { ecrireTexte } from "@/lib/domain/texte-riche/ecrire";
import type { Fragment } from "@/lib/domain/texte-riche/types";

const p = (...contenu: (string | Fragment)[]): Bloc => ({
  type: "paragraphe",
  contenu: contenu.map((c) => (typeof c === "string" ? { texte: c } : c)),
});
const g = (texte: string): Fragment => ({ texte, gras: true });
const it = (texte: string): Fragment => ({ texte, italique: true });

describe("un texte écrit avant qu’il y ait des marques se lit comme avant", () => {
  test.each([
    "Une phrase.",
    "Une ligne\nune autre",
    "Note (*) et renvoi (*)",
    "élèves*, adultes* : voir plus bas",
    "5 * 3 * 2 et 5*3*2, 2**3",
    "les étudiant*e*s",
    "* obligatoire\n* facultatif",
    "*obligatoire, suite",
    "# Titre à un dièse",
    "#cle et ##cle",
    "a | b | c",
    "| un trait | seul |",
    "<b>gras</b> <script>alert(1)</script>",
    "[voir annexe] (page 3)",
    "[x](javascript:alert(1))",
    "[x](data:text/html,1)",
    "\\\\serveur\\partage\\dossier et \\n",
    "2024. Une année",
    "3. Le projet",
    "-sans espace",
    "***",
    "**** quatre ****",
    "_souligné_ et `code` et ~~barré~~",
    "&amp; &lt;",
    "> citation",
    "  retrait gardé",
  ])("%j", (texte) => {
    expect(lireTexte(texte)).toEqual([p(texte)]);
    expect(ecrireTexte(lireTexte(texte))).toBe(texte);
  });

  test("les lignes vides séparent les paragraphes", () => {
    expect(lireTexte("\n\nun\r\ndeux\n \u00a0\n\n\ntrois\n")).toEqual([p("un\ndeux"), p("trois")]);
  });
});

describe("marques", () => {
  test.each<[string, Bloc[]]>([
    ["**gras** et *italique*", [p(g("gras"), " et ", it("italique"))]],
    ["***les deux***", [p({ texte: "les deux", gras: true, italique: true })]],
    ["**C**ampus des **M**étiers", [p(g("C"), "ampus des ", g("M"), "étiers")]],
    ["**a *b***", [p(g("a "), { texte: "b", gras: true, italique: true })]],
    ["*stray et *vrai italique*", [p("*stray et ", it("vrai italique"))]],
    ["\\*pas italique\\*", [p("*pas italique*")]],
    [
      "Voir [le **site**](https://exemple.invalid/a?b=1#c).",
      [
        p(
          "Voir ",
          { texte: "le ", lien: "https://exemple.invalid/a?b=1#c" },
          { texte: "site", gras: true, lien: "https://exemple.invalid/a?b=1#c" },
          ".",
        ),
      ],
    ],
    ["**une\nautre**", [p("**une\nautre**")]],
    [
      "## Titre\n### Sous-titre\nsuite",
      [
        { type: "titre", niveau: 2, contenu: [{ texte: "Titre" }] },
        { type: "titre", niveau: 3, contenu: [{ texte: "Sous-titre" }] },
        p("suite"),
      ],
    ],
    [
      "Objectifs :\n- un\n  suite\n  - sous\n- deux\nfin",
      [
        p("Objectifs :"),
        {
          type: "liste",
          ordonnee: false,
          items: [
            {
              contenu: [{ texte: "un\nsuite" }],
              sous: [{ ordonnee: false, items: [{ contenu: [{ texte: "sous" }] }] }],
            },
            { contenu: [{ texte: "deux" }] },
          ],
        },
        p("fin"),
      ],
    ],
    [
      "1. un\n2. deux\n4. quatre",
      [
        { type: "liste", ordonnee: true, items: [{ contenu: [{ texte: "un" }] }, { contenu: [{ texte: "deux" }] }] },
        p("4. quatre"),
      ],
    ],
    [
      "| A | B |\n| --- | :-: |\n| 1 \\| 2 | **x** |\n| 3 |\n| 1 | 2 | 3 |",
      [
        {
          type: "tableau",
          entetes: [[{ texte: "A" }], [{ texte: "B" }]],
          lignes: [
            [[{ texte: "1 | 2" }], [g("x")]],
            [[{ texte: "3" }], []],
          ],
        },
        p("| 1 | 2 | 3 |"),
      ],
    ],
  ])("%j", (texte, attendu) => {
    expect(lireTexte(texte)).toEqual(attendu);
    expect(lireTexte(ecrireTexte(attendu))).toEqual(attendu);
  });
});

describe("écrire", () => {
  test.each<[string, Bloc[], string]>([
    ["espaces hors du gras", [p("a", g(" b "), "c")], "a **b** c"],
    ["un italique prend le mot entier", [p("poly", it("val"), "ence x")], "*polyvalence* x"],
    ["lien refusé : le texte reste", [p({ texte: "x", lien: "javascript:alert(1)" })], "x"],
    ["parenthèses d’une adresse", [p({ texte: "x", lien: "https://a.invalid/(b)" })], "[x](https://a.invalid/%28b%29)"],
    ["étoiles qui feraient un italique", [p("*a*")], "\\*a\\*"],
    ["tiret qui ferait une liste", [p("- a")], "\\- a"],
    ["titre sans texte", [{ type: "titre", niveau: 2, contenu: [{ texte: " " }] }], ""],
  ])("%s", (_, blocs, attendu) => {
    expect(ecrireTexte(blocs)).toBe(attendu);
    expect(texteNu(attendu)).toBe(texteNu(ecrireTexte(lireTexte(attendu))));
  });
});

/** Characters that mean something somewhere, and ordinary ones. */
const bruit = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "*",
        "**",
        "***",
        "[",
        "]",
        "](https://a.invalid)",
        "|",
        "\\",
        "#",
        "## ",
        "- ",
        "1. ",
        "2. ",
        "  ",
        "\n",
        "\n\n",
        "| --- |",
        "\t",
        "(",
        ")",
        "«\u00a0",
        "\u202f",
        "<b>",
        "é",
        "😀",
      ),
      fc.string({ maxLength: 4 }),
      fc.constantFrom("mot", "le projet", "a", "9"),
    ),
    { maxLength: 25 },
  )
  .map((t) => t.join(""));

const contenu = fc
  .array(
    fc.record({
      texte: bruit,
      gras: fc.option(fc.constant(true as const), { nil: undefined }),
      italique: fc.option(fc.constant(true as const), { nil: undefined }),
      lien: fc.option(fc.constantFrom("https://a.invalid/x", "mailto:a@b.invalid", "javascript:alert(1)"), {
        nil: undefined,
        freq: 4,
      }),
    }),
    { maxLength: 4 },
  )
  .map((fs) => fs.map((f) => Object.fromEntries(Object.entries(f).filter(([, v]) => v !== undefined)) as Fragment));
const bloc: fc.Arbitrary<Bloc> = fc.oneof(
  fc.record({ type: fc.constant("titre" as const), niveau: fc.constantFrom(2 as const, 3 as const), contenu }),
  fc.record({ type: fc.constant("paragraphe" as const), contenu }),
  fc.record({
    type: fc.constant("liste" as const),
    ordonnee: fc.boolean(),
    items: fc.array(
      fc.record({
        contenu,
        sous: fc.array(
          fc.record({
            ordonnee: fc.boolean(),
            items: fc.array(fc.record({ contenu }), { minLength: 1, maxLength: 3 }),
          }),
          { maxLength: 2 },
        ),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  }),
  fc.record({
    type: fc.constant("tableau" as const),
    entetes: fc.array(contenu, { minLength: 1, maxLength: 3 }),
    lignes: fc.array(fc.array(contenu, { maxLength: 3 }), { maxLength: 3 }),
  }),
);

/** Letters alone: marks, spaces and punctuation set aside. */
const lettres = (texte: string) => texte.replace(/[^\p{L}\p{N}\p{So}]/gu, "");

describe("lire et écrire sont l’un l’inverse de l’autre", () => {
  test("un texte quelconque, réécrit, se lit pareil", () => {
    fc.assert(
      fc.property(bruit, (texte) => {
        const lu = lireTexte(texte);
        expect(lireTexte(ecrireTexte(lu))).toEqual(lu);
      }),
      { numRuns: 1_000 },
    );
  });

  test("un arbre quelconque n’a qu’une écriture, et son texte y est", () => {
    fc.assert(
      fc.property(fc.array(bloc, { maxLength: 4 }), (blocs) => {
        const ecrit = ecrireTexte(blocs);
        expect(ecrireTexte(lireTexte(ecrit))).toBe(ecrit);
        const voulu = lettres(
          blocs
            .flatMap((b) =>
              b.type === "tableau"
                ? [b.entetes, ...b.lignes].flat(2)
                : b.type === "liste"
                  ? b.items.flatMap((i) => [
                      ...i.contenu,
                      ...(i.sous ?? []).flatMap((s) => s.items.flatMap((x) => x.contenu)),
                    ])
                  : b.contenu,
            )
            .map((f) => f.texte)
            .join(""),
        );
        const obtenu = lettres(
          lireTexte(ecrit)
            .flatMap((b) =>
              b.type === "tableau"
                ? [b.entetes, ...b.lignes].flat(2)
                : b.type === "liste"
                  ? b.items.flatMap((i) => [
                      ...i.contenu,
                      ...(i.sous ?? []).flatMap((s) => s.items.flatMap((x) => x.contenu)),
                    ])
                  : b.contenu,
            )
            .map((f) => f.texte)
            .join(""),
        );
        expect(obtenu).toBe(voulu);
      }),
      { numRuns: 800 },
    );
  });

  test.each([
    ["étoiles", "*a".repeat(10_000)],
    ["crochets", "[".repeat(20_000)],
    ["liens jamais fermés", "[a](https://".repeat(1_600)],
    ["barres", "|".repeat(20_000)],
    ["barres obliques", "\\".repeat(19_999).concat("*")],
    ["retraits", "  - a\n".repeat(3_000)],
    ["espaces", " ".repeat(19_999).concat("x")],
  ])("20 000 caractères hostiles se lisent en temps linéaire : %s", (_, texte) => {
    const debut = performance.now();
    const lu = lireTexte(texte);
    expect(lireTexte(ecrireTexte(lu))).toEqual(lu);
    expect(performance.now() - debut).toBeLessThan(3_000);
  });
});

test.each([
  ["", 0],
  ["L’école d’à côté", 3],
  ["« Oui », dit-il : non !", 3],
  ["9\u202f500\u202f000 euros, soit 43,18\u202f%", 4],
  ["## Un titre\n\n1. un\n2. deux", 4],
  ["| A | B |\n| --- | --- |\n| c | d e |", 5],
  ["aujourd’hui – peut-être", 2],
])("compter les mots de %j", (texte, mots) => {
  expect(compterMots(texte)).toBe(mots);
});
