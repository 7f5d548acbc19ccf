import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { canonique, lireFichier } from "@/lib/schemas/lecture";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { exporterDossier } from "@/lib/server/dossiers/exporter-dossier";
import { importerDossier } from "@/lib/server/dossiers/importer-dossier";
import type { Agent } from "@/lib/server/droits";
import { dossierDense } from "../fixtures/dossier-dense";
import { creerAgent, erreurDe, exemple, importer, JOUR_DEPOT } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

let base: BaseDeTest;
let equipe: Agent;
beforeAll(async () => {
  base = await baseDeTest();
  equipe = await creerAgent(base.client, "equipe_projet");
});
afterAll(() => base.fermer());

const allerRetour = async (fichier: DossierFichier): Promise<DossierFichier | undefined> =>
  (await exporterDossier(equipe, await importer(equipe, fichier)))?.fichier;

describe("importer puis exporter rend le même dossier", () => {
  test.each(["fpi-aura", "amorcage-martinique", "brouillon-minimal"] as const)("l’exemple %s", async (nom) => {
    expect(await allerRetour(exemple(nom))).toEqual(canonique(exemple(nom)));
  });

  test("un dossier où chaque champ est rempli", async () => {
    const dense = dossierDense();
    expect(lireFichier(dense)).toMatchObject({ ok: true });
    expect(JSON.stringify(await allerRetour(dense))).toBe(JSON.stringify(canonique(dense)));
  });

  test("le texte exporté s’importe à nouveau, à l’identique", async () => {
    const premier = await exporterDossier(equipe, await importer(equipe, dossierDense()));
    const second = await exporterDossier(equipe, (await importerDossier(equipe, premier?.texte ?? "", JOUR_DEPOT)).id);
    expect(second?.texte).toBe(premier?.texte);
    expect(second?.nom).toBe("dense.json");
  });

  test("n’importe quel sous-ensemble de champs vides, nuls ou absents", async () => {
    const dense = dossierDense() as Record<string, unknown>;
    const facultatifs = Object.keys(dense).filter((c) => !["format", "titre", "regime", "partenaires"].includes(c));
    await fc.assert(
      fc.asyncProperty(fc.subarray(facultatifs), fc.subarray(facultatifs), async (absents, nuls) => {
        const fichier = { ...dense };
        for (const cle of nuls) fichier[cle] = null;
        for (const cle of absents) delete fichier[cle];
        expect(await allerRetour(fichier as DossierFichier)).toEqual(canonique(fichier as DossierFichier));
      }),
      { numRuns: 15 },
    );
  });

  test("les montants reviennent à deux décimales, la valeur inchangée", async () => {
    const rendu = await allerRetour({
      ...exemple("brouillon-minimal"),
      budget: [{ montant: "9500000" }, { montant: "0.5" }, { montant: "007.10" }],
    });
    expect(rendu?.budget).toEqual([{ montant: "9500000.00" }, { montant: "0.50" }, { montant: "7.10" }]);
  });

  test("un partenaire sans identifiant en reçoit un, qui n’est celui de personne", async () => {
    const rendu = await allerRetour({
      ...exemple("brouillon-minimal"),
      partenaires: [{ id: "partenaire-2", nom: "A" }, { nom: "B" }, { nom: "C" }],
    });
    expect(rendu?.partenaires?.map((p) => p.id)).toEqual(["partenaire-2", "partenaire-3", "partenaire-4"]);
  });
});

describe("un import fautif n’écrit rien et dit tout", () => {
  const fautes = async (texte: string) => {
    const avant = await base.client.dossier.count();
    const erreur = await erreurDe(importerDossier(equipe, texte, JOUR_DEPOT));
    expect(await base.client.dossier.count()).toBe(avant);
    return erreur;
  };

  test("toutes les fautes du format à la fois, chacune sous son chemin", async () => {
    const { code, fields } = await fautes(
      JSON.stringify({
        ...exemple("brouillon-minimal"),
        inconnue: 1,
        dureeMois: 1.5,
        budget: [{ partenaire: "absent", montant: "-3" }],
      }),
    );
    expect(code).toBe("saisie");
    expect(Object.keys(fields ?? {}).sort()).toEqual([
      "budget[0].montant",
      "budget[0].partenaire",
      "dureeMois",
      "inconnue",
    ]);
  });

  test.each([
    ["un montant de treize chiffres", { budget: [{ montant: "1000000000000.00" }] }, "budget[0].montant"],
    ["un entier trop grand pour la base", { dureeMois: 3_000_000_000 }, "dureeMois"],
    ["un caractère nul", { acronyme: "A\u0000B" }, "acronyme"],
    ["la moitié d’un caractère", { acronyme: "A\uD800" }, "acronyme"],
    ["un texte démesuré", { reponses: { besoins: "x".repeat(20_001) } }, "reponses.besoins"],
    ["un titre vide", { titre: " " }, "titre"],
    ["un titre trop long", { titre: "x".repeat(301) }, "titre"],
    ["un acronyme trop long", { acronyme: "x".repeat(61) }, "acronyme"],
    ["un identifiant de partenaire trop long", { partenaires: [{ id: "x".repeat(61) }] }, "partenaires[0].id"],
    ["un dispositif trop long", { transformations: [{ dispositif: "x".repeat(11) }] }, "transformations[0].dispositif"],
    ["une année d’un autre siècle", { budget: [{}, { annee: 1999 }] }, "budget[1].annee"],
    ["une rentrée trop lointaine", { transformations: [{ rentree: 2101 }] }, "transformations[0].rentree"],
    ["trop de places", { transformations: [{ scolaire: [0, 100_001] }] }, "transformations[0].scolaire[1]"],
    [
      "la source d’un diagnostic",
      { reponses: { diagnostic: { source: "x".repeat(1_001) } } },
      "reponses.diagnostic.source",
    ],
    ["une justification", { justifications: { DUREE: "x".repeat(20_001) } }, "justifications.DUREE"],
    ["un libellé de dépense", { budget: [{ libelle: "x".repeat(301) }] }, "budget[0].libelle"],
    ["trop de pièces", { pieces: Array.from({ length: 201 }, () => ({ type: "autre" })) }, "pieces"],
    ["trop de partenaires", { partenaires: Array.from({ length: 61 }, (_, i) => ({ id: `p${i}` })) }, "partenaires"],
  ])("les limites du portail : %s", async (_, ajout, chemin) => {
    const { fields } = await fautes(JSON.stringify({ ...exemple("brouillon-minimal"), ...ajout }));
    expect(Object.keys(fields ?? {})).toEqual([chemin]);
  });

  test("un texte qui n’est pas du JSON", async () => {
    expect((await fautes("{")).fields).toEqual({
      fichier: "Ce fichier n’est pas du JSON. Choisissez un fichier rigel-dossier/1.",
    });
  });

  test("plus de 5 Mo", async () => {
    expect((await fautes(" ".repeat(5 * 1024 * 1024 + 1))).code).toBe("trop_lourd");
  });

  test("sans être d’une équipe projet", async () => {
    const administrateur = await creerAgent(base.client, "administrateur");
    const erreur = await erreurDe(
      importerDossier(administrateur, JSON.stringify(exemple("brouillon-minimal")), JOUR_DEPOT),
    );
    expect(erreur.code).toBe("interdit");
  });
});
