import { describe, expect, test } from "vitest";
import { centimes } from "@/lib/domain/argent";
import { produireLettrePdf, referenceLettre, texteLettre } from "@/lib/pdf/lettre";
import type { EntreeLettre } from "@/lib/pdf/lettre/entree";
import { lirePdf, texteEntier, tous } from "@/tests/outils/pdf/lecture";

const entree = (suite: Partial<EntreeLettre["partenaire"]> = {}): EntreeLettre => ({
  numero: 2,
  prepareeLe: "2024-02-12",
  administration: "Ministère de l’Éducation nationale",
  projet: {
    titre: "Formation pro industrie Auvergne-Rhône-Alpes",
    acronyme: "FPI AURA",
    regime: "ATCF",
    region: "Auvergne-Rhône-Alpes",
    debut: "2024-09-01",
    dureeMois: 36,
    depot: "2024-03-15",
    chefDeFile: "GIPAL Formation",
  },
  partenaire: {
    nom: "Branche industrielle",
    nature: "Branche professionnelle",
    siret: "12345678900012",
    uai: null,
    commune: "Lyon",
    role: null,
    chefDeFile: false,
    signataireNom: "Camille Exemple",
    signataireFonction: null,
    aideEtat: "Régime cadre exempté",
    ...suite,
  },
  lignes: [
    { source: "branche", nature: "numeraire", montant: centimes(390_000_000n), baseValorisation: null },
    {
      source: "autre_prive",
      nature: "valorisation",
      montant: centimes(10_000_071n),
      baseValorisation: "Prêt d’un atelier, 500 m² à 200 € le m²",
    },
  ],
});
const plat = (texte: string) => texte.replace(/\s+/g, " ");

describe("la lettre d’engagement en PDF", () => {
  test("dit le montant en chiffres et en lettres, au centime, et son détail", async () => {
    const { octets, montant } = await produireLettrePdf(entree());
    expect(montant).toBe(400_000_071n);
    const { racine } = await lirePdf(octets);
    const texte = plat(texteEntier(racine));
    for (const attendu of [
      "4 000 000,71 €",
      "quatre millions d’euros et soixante et onze centimes",
      "3 900 000,00 €",
      "100 000,71 €",
      "dont numéraire",
      "dont valorisation",
      "Prêt d’un atelier, 500 m² à 200 € le m²",
      "Base d’aide d’État. Régime cadre exempté.",
      "SIRET 123 456 789 00012",
      "FPI AURA, Formation pro industrie Auvergne-Rhône-Alpes",
      "GIPAL Formation",
      "elle est périmée",
      "préparée le 12 février 2024",
      "Nom et prénom : Camille Exemple",
      "Fonction :",
      "Date de signature :",
    ])
      expect(texte).toContain(attendu);
  });

  test("est balisée : un seul titre de niveau 1, des en-têtes de colonnes, rien hors d’un élément ou d’un artefact", async () => {
    const lu = await lirePdf((await produireLettrePdf(entree())).octets);
    expect(lu.horsMarque).toEqual([]);
    expect(lu.langue).toBe("fr-FR");
    expect(lu.titre).toContain("Lettre d’engagement");
    expect(tous(lu.racine, "H1").map((n) => n.texte)).toEqual(["Lettre d’engagement financier"]);
    expect(tous(lu.racine, "H2").map((n) => n.texte)).toEqual(["Projet", "Engagement", "Signature"]);
    expect(tous(lu.racine, "Table")).toHaveLength(2);
  });

  test("a une référence qui suit son contenu, et les mêmes octets pour le même contenu", async () => {
    const [une, autre, changee] = [
      await produireLettrePdf(entree()),
      await produireLettrePdf(entree()),
      await produireLettrePdf(entree({ signataireNom: "Dominique Exemple" })),
    ];
    expect(Buffer.from(une.octets).equals(Buffer.from(autre.octets))).toBe(true);
    expect(une.contenuSha256).not.toBe(changee.contenuSha256);
    const { racine } = await lirePdf(une.octets);
    expect(plat(texteEntier(racine))).toContain(referenceLettre(une.contenuSha256));
    expect(referenceLettre("a41f09c377b2ffff")).toBe("A41F-09C3-77B2");
    expect(texteLettre(entree())).toContain('"montant":"100000.71"');
  });

  test("un texte hostile ou très long se dessine sans rien perdre de la page", async () => {
    const long = "Très ".repeat(300);
    const { octets } = await produireLettrePdf(
      entree({ nom: "<script>&\u0000 😀 Branche", role: long, aideEtat: long, signataireNom: long, commune: null }),
    );
    expect((await lirePdf(octets)).horsMarque).toEqual([]);
  });
});
