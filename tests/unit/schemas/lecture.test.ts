import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { verifier } from "@/lib/domain/eligibilite";
import { canonique, lireFichier, versDossier } from "@/lib/schemas/lecture";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { EXEMPLES, exemple, fpi } from "@/tests/outils/dossiers";

const minimal = { format: "rigel-dossier/1", titre: "Projet", regime: "ATCF" };
const fautes = (brut: unknown): [string, string][] => {
  const lu = lireFichier(brut);
  return lu.ok ? [] : lu.fautes.map((f) => [f.chemin, f.message]);
};
const chemins = (brut: unknown) => fautes(brut).map(([c]) => c);
/** zod's own English, and anything that is not a sentence. */
const ANGLAIS = /Invalid|expected|received|required|Too |must|Unrecognized|undefined/;

describe("lire un fichier bien formé", () => {
  it.each(EXEMPLES)("%s", (nom) => expect(chemins(exemple(nom))).toEqual([]));
  it("accepte null partout où une clé peut manquer, et la valeur « ne sais pas encore » des listes", () => {
    expect(
      chemins({ ...minimal, debut: null, partenaires: null, budget: [{ montant: null }], reponses: { besoins: null } }),
    ).toEqual([]);
  });
  it("accepte des volets et des objectifs inconnus : leurs règles les jugent", () => {
    expect(chemins({ ...minimal, volets: [99], objectifsFrance2030: [-1] })).toEqual([]);
  });
});

describe("toutes les fautes à la fois", () => {
  it("chacune à son chemin, renvois compris, même quand d’autres champs sont faux", () => {
    const brut = {
      ...minimal,
      regime: "AUTRE",
      inconnue: 1,
      debut: "2024-02-30",
      dureeMois: 1.5,
      partenaires: [
        { id: "a", foo: 1, bar: 2, siret: "35600000009090", uai: "0951099A" },
        { id: "a", nature: "ovni" },
      ],
      budget: [
        { partenaire: "a", montant: "1.00" },
        { partenaire: "zut", montant: "-1.00" },
        { montant: "1,00", eligible: "oui" },
        { montant: 12 },
      ],
      financements: [{ partenaire: "zut", source: "loto" }],
      repartition: [{ partenaire: "zut" }],
      plateauxTechniques: [{ hote: "zut", usagers: ["a", "zut"] }],
      transformations: [{ cfd: "4002551", niveau: 9, scolaire: [1], apprentissage: [1, -2] }],
      indicateurs: [{ cibles: { "25": 1 } }],
      justifications: { FOO: "texte", PLAFOND_70: 3 },
      reponses: { autre: "x" },
      pagesPresentation: -1,
    };
    const lues = fautes(brut);
    expect(lues.map(([c]) => c).sort()).toEqual(
      [
        "regime",
        "inconnue",
        "debut",
        "dureeMois",
        "partenaires[0].foo",
        "partenaires[0].bar",
        "partenaires[0].siret",
        "partenaires[0].uai",
        "partenaires[1].id",
        "partenaires[1].nature",
        "budget[1].montant",
        "budget[1].partenaire",
        "budget[2].montant",
        "budget[2].eligible",
        "budget[3].montant",
        "financements[0].partenaire",
        "financements[0].source",
        "repartition[0].partenaire",
        "plateauxTechniques[0].hote",
        "plateauxTechniques[0].usagers[1]",
        "transformations[0].cfd",
        "transformations[0].niveau",
        "transformations[0].scolaire",
        "transformations[0].apprentissage[1]",
        "indicateurs[0].cibles.25",
        "justifications.FOO",
        "justifications.PLAFOND_70",
        "reponses.autre",
        "pagesPresentation",
      ].sort(),
    );
    for (const [, message] of lues) {
      expect(message).not.toMatch(ANGLAIS);
      expect(message).toMatch(/^\p{Lu}.*\.$/u);
    }
  });

  it.each<[string, unknown, string, RegExp]>([
    ["format absent", { titre: "P", regime: "ATCF" }, "format", /obligatoire/],
    ["titre absent", { format: "rigel-dossier/1", regime: "ATCF" }, "titre", /obligatoire/],
    ["régime absent", { format: "rigel-dossier/1", titre: "P" }, "regime", /obligatoire/],
    ["titre null", { ...minimal, titre: null }, "titre", /texte/],
    ["autre format", { ...minimal, format: "rigel-dossier/2" }, "format", /rigel-dossier\/1/],
    ["une liste écrite comme un texte", { ...minimal, filieres: "industrie" }, "filieres", /liste/],
    ["un objet écrit comme une liste", { ...minimal, reponses: [] }, "reponses", /objet/],
    ["une ligne qui n’est pas un objet", { ...minimal, budget: ["x"] }, "budget[0]", /objet/],
    ["un nombre trop grand", { ...minimal, dureeMois: 1e300 }, "dureeMois", /nombre entier|petit|grand/],
    [
      "un montant de 31 chiffres",
      { ...minimal, budget: [{ montant: "1".repeat(31) }] },
      "budget[0].montant",
      /Montant mal formé/,
    ],
    ["un code cité sans l’étaler", { ...minimal, regime: "x".repeat(5_000) }, "regime", /^.{0,200}$/u],
    ["un code qui est un objet", { ...minimal, regime: { a: 1 } }, "regime", /un objet/],
    ["une référence vide", { ...minimal, budget: [{ partenaire: "" }] }, "budget[0].partenaire", /Partenaire inconnu/],
    ["une clé étrange", { ...minimal, "a.b c": 1 }, '["a.b c"]', /Clé inconnue/],
    [
      "une clé __proto__",
      JSON.parse('{"format":"rigel-dossier/1","titre":"P","regime":"ATCF","__proto__":{"a":1}}'),
      "__proto__",
      /Clé inconnue/,
    ],
    [
      "une clé __proto__ plus bas",
      JSON.parse('{"format":"rigel-dossier/1","titre":"P","regime":"ATCF","justifications":{"__proto__":"x"}}'),
      "justifications.__proto__",
      /Clé inconnue/,
    ],
  ])("%s", (_, brut, chemin, message) => {
    const lues = fautes(brut);
    expect(lues.map(([c]) => c)).toEqual([chemin]);
    expect(lues[0]?.[1]).toMatch(message);
    expect(lues[0]?.[1]).not.toMatch(ANGLAIS);
  });

  it.each([null, undefined, 3, "texte", true, []])("refuse %j, qui n’est pas un objet", (brut) => {
    expect(fautes(brut)).toEqual([["", "Le dossier doit être un objet JSON, entre accolades."]]);
  });

  it("refuse en une phrase des listes imbriquées sans fin", () => {
    const profond = JSON.parse(`${"[".repeat(50_000)}${"]".repeat(50_000)}`);
    expect(fautes({ ...minimal, regime: profond })).toHaveLength(1);
    expect(fautes({ ...minimal, inconnue: profond })[0]?.[1]).toMatch(/^Trop de niveaux/);
  });

  it("ne laisse passer aucun anglais, quelle que soit la valeur mise n’importe où", () => {
    const valeurs = fc.constantFrom<unknown>(3, -1, 1.5, "x", "", true, null, [], {}, [null], { a: 1 });
    const cles = fc.constantFrom(
      ...Object.keys(exemple("fpi-aura")),
      "alignement",
      "justifications",
      "publics",
      "campus",
    );
    fc.assert(
      fc.property(cles, valeurs, fc.boolean(), (cle, valeur, dansListe) => {
        for (const [, message] of fautes({ ...minimal, [cle]: dansListe ? [valeur] : valeur })) {
          expect(message).not.toMatch(ANGLAIS);
          expect(message).toMatch(/^\p{Lu}.*\.$/u);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("l’écriture canonique", () => {
  const brouillon: DossierFichier = {
    regime: "ATCF",
    titre: " Projet ",
    format: "rigel-dossier/1",
    acronyme: "  ",
    volets: [],
    debut: null,
    partenaires: [
      { nom: null, id: "p", lettreEngagement: { montant: null, signeeLe: null }, chefDeFile: false, aideEtat: "" },
      {},
    ],
    budget: [{ libelle: "", montant: "1.00", poste: "missions" }],
    reponses: { besoins: " ", diagnostic: { texte: null } },
    justifications: { VOLET: "b", COFI_ENGAGE: "a", DUREE: " " },
    indicateurs: [{ cibles: {} }, { cibles: { "2025": 2, "2024": 1 } }],
  };

  it("ôte les nulls, les blancs et les vides, garde les lignes à leur place et met les clés dans l’ordre", () => {
    expect(JSON.stringify(canonique(brouillon))).toBe(
      JSON.stringify({
        format: "rigel-dossier/1",
        titre: " Projet ",
        regime: "ATCF",
        partenaires: [{ id: "p", chefDeFile: false }, {}],
        budget: [{ poste: "missions", montant: "1.00" }],
        indicateurs: [{}, { cibles: { "2024": 1, "2025": 2 } }],
        justifications: { COFI_ENGAGE: "a", VOLET: "b" },
      }),
    );
  });

  it("garde un titre blanc, qui est obligatoire", () => {
    expect(canonique({ ...brouillon, titre: "" }).titre).toBe("");
  });

  it.each(EXEMPLES)("%s : relisible, stable, et sans effet sur les verdicts", (nom) => {
    const une = canonique(exemple(nom));
    expect(lireFichier(une)).toEqual({ ok: true, dossier: une });
    expect(JSON.stringify(canonique(une))).toBe(JSON.stringify(une));
    expect(verifier(versDossier(une))).toEqual(verifier(versDossier(exemple(nom))));
  });

  it("ne change aucun verdict d’un brouillon plein de nulls", () => {
    expect(verifier(versDossier(canonique(brouillon)))).toEqual(verifier(versDossier(brouillon)));
  });

  it("ne dépend pas de l’ordre des clés reçues", () => {
    const inverse = Object.fromEntries(Object.entries(fpi()).reverse()) as DossierFichier;
    expect(JSON.stringify(canonique(inverse))).toBe(JSON.stringify(canonique(fpi())));
  });
});

describe("vers les règles", () => {
  it("lit le blanc et le null comme l’absence, sans déplacer les lignes", () => {
    const d = versDossier({
      format: "rigel-dossier/1",
      titre: "P",
      regime: "ATCF",
      partenaires: [
        { id: "p", lettreEngagement: { montant: null } },
        { id: "q", lettreEngagement: { montant: "0.10" } },
      ],
      budget: [{ montant: null }, { montant: "2.5" }],
      reponses: { besoins: "\u00a0", complementarite: { financementsAnterieurs: null, texte: "" } },
    });
    expect(d.partenaires.map((p) => p.lettre)).toEqual([undefined, { montant: 10n, signeeLe: undefined }]);
    expect(d.budget.map((l) => l.montant)).toEqual([undefined, 250n]);
    expect(d.besoins).toBeUndefined();
    expect(d.complementarite).toBeUndefined();
    expect(d.partenaires[0]?.chefDeFile).toBe(false);
  });
});
