/** Dossiers that put the PDF to the test: the examples, a very large one, a hostile one. */
import { readFileSync } from "node:fs";
import { verifier } from "@/lib/domain/eligibilite";
import { POSTES } from "@/lib/domain/nomenclatures";
import type { EntreePdf } from "@/lib/pdf/entree";
import { lireFichier, versDossier } from "@/lib/schemas/lecture";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";

export const EXEMPLES = ["fpi-aura", "amorcage-martinique", "brouillon-minimal"] as const;

export function dossierValide(brut: unknown): DossierFichier {
  const lecture = lireFichier(brut);
  if (!lecture.ok) throw new Error(JSON.stringify(lecture.fautes));
  return lecture.dossier;
}

export const brutExemple = (nom: (typeof EXEMPLES)[number]): unknown =>
  JSON.parse(readFileSync(`tests/fixtures/exemples/${nom}.json`, "utf8"));

export const exemple = (nom: (typeof EXEMPLES)[number]): DossierFichier => dossierValide(brutExemple(nom));

export const entreeDe = (fichier: DossierFichier, plus: Partial<EntreePdf> = {}): EntreePdf => ({
  fichier,
  resultat: verifier(versDossier(fichier)),
  mention: { type: "apercu" },
  administration: "Ministère de l’Éducation nationale",
  pieces: [],
  ...plus,
});

const PHRASE =
  "Les métiers de l’usinage et de la maintenance sont en tension : 1 240 offres, soit 38 % de plus qu’en 2021. ";

/** A long answer of exactly `longueur` characters, in paragraphs of some lines. */
const reponseLongue = (longueur: number): string => {
  const paragraphe = `${PHRASE.repeat(6).trim()}\nDeuxième ligne du même paragraphe.\n\n`;
  return paragraphe.repeat(Math.ceil(longueur / paragraphe.length)).slice(0, longueur);
};

/** 60 partners × 8 eligible posts × 5 years = 2,400 budget lines, long answers, many transformations. */
export function grandDossier(): DossierFichier {
  const ids = Array.from({ length: 60 }, (_, i) => `p${i + 1}`);
  const postes = POSTES.codes.slice(0, 8);
  const annees = [2024, 2025, 2026, 2027, 2028];
  return dossierValide({
    ...(brutExemple("fpi-aura") as object),
    titre: "Dossier de grande taille (exemple)",
    dureeMois: 60,
    partenaires: ids.map((id, i) => ({
      id,
      nom: `Partenaire numéro ${i + 1}, établissement de formation professionnelle (exemple)`,
      nature: i === 0 ? "gip" : i % 3 === 0 ? "entreprise" : "eple",
      categorie: i % 3 === 0 ? "employeur" : "formation",
      chefDeFile: i === 0,
      lettreEngagement: { montant: "1250.50", signeeLe: "2024-02-05" },
    })),
    budget: ids.flatMap((partenaire, i) =>
      postes.flatMap((poste, j) =>
        annees.map((annee, k) => ({ partenaire, poste, annee, montant: `${1000 + i * 37 + j * 11 + k}.${10 + j}` })),
      ),
    ),
    financements: [
      { source: "france2030", montant: "2500000.00" },
      ...ids.slice(1).map((partenaire) => ({
        source: "autofinancement",
        partenaire,
        montant: "1250.50",
        nature: "numeraire",
        engage: true,
      })),
    ],
    transformations: Array.from({ length: 120 }, (_, i) => ({
      uai: "0699999U",
      cfd: "40025519",
      niveau: 3 + (i % 3),
      rentree: 2025,
      type: "ouverture_nette",
      libelleColoration: `Coloration ${i}`,
      scolaire: [0, 24],
      scolaireColoree: [0, i % 2],
    })),
    plateauxTechniques: [],
    reponses: {
      diagnostic: { texte: reponseLongue(20_000), date: "2023-06-01", source: "Étude régionale" },
      besoins: reponseLongue(20_000),
      apprenants: reponseLongue(20_000),
      projetEconomique: reponseLongue(20_000),
      complementarite: { financementsAnterieurs: true, texte: reponseLongue(20_000) },
      egalite: reponseLongue(20_000),
    },
    justifications: { COFI_ENGAGE: reponseLongue(5_000) },
  });
}

/** Everything a person may paste: emoji, other scripts, controls, words without end, markup, cells taller than a page. */
export function dossierHostile(): DossierFichier {
  return dossierValide({
    ...(brutExemple("fpi-aura") as object),
    titre: 'R&D <b>"Industrie"</b> 🚀 — l’œuvre de Łódź (Привет) \u0007 & co',
    acronyme: "A".repeat(400),
    partenaires: [
      {
        id: "gipal",
        nom: "GIP 👩‍🔬👩‍🔬 \ud83d",
        nature: "gip",
        categorie: "formation",
        chefDeFile: true,
        aideEtat: "x\ty\u00adz",
      },
      {
        id: "region",
        nom: "https://exemple.fr/".repeat(60),
        nature: "collectivite",
        categorie: "donneur_ordre_public",
      },
      { id: "branche", nom: null, nature: "branche", categorie: "employeur" },
      { id: "lp", nom: "   ", nature: "eple", categorie: "formation", uai: "0699999U" },
    ],
    budget: [
      { partenaire: "gipal", poste: "equipement", annee: 2024, montant: `${"9".repeat(30)}.99`, libelle: "Énorme" },
      { partenaire: "gipal", poste: "equipement", annee: null, montant: "10.5" },
      { partenaire: null, poste: null, annee: 2025, montant: null },
      { partenaire: "lp", poste: "bati", annee: 2026, montant: "100000.00", eligible: true },
      { partenaire: "lp", poste: "promotion", annee: 2026, montant: "1.00", eligible: false },
      ...Array.from({ length: 9 }, (_, i) => ({
        partenaire: "lp",
        poste: "missions",
        annee: 2030 + i,
        montant: "1.00",
      })),
    ],
    alignement: [
      { reference: "CPRDFOP", objectif: "A2-O1", justification: "Une ligne.\n".repeat(150), page: "L1344" },
      { reference: null, objectif: null, justification: "mot".repeat(3000), page: null },
    ],
    indicateurs: [
      {
        nom: "Taux d’insertion",
        type: "rate",
        reference: -12.5,
        cibles: Object.fromEntries(Array.from({ length: 12 }, (_, i) => [String(2024 + i), 1e21 * (i - 1)])),
        source: "中文字符",
      },
    ],
    reponses: {
      diagnostic: { texte: `${"🎓".repeat(500)}\n\n\n${"a".repeat(20_000)}`, date: null, source: null },
      besoins: "\n \n\t\n",
      apprenants: "e\u0301le\u0300ve \u2028 suite \r\n fin\u200b",
      egalite: "מה שלום",
    },
    justifications: { COFI_ENGAGE: "Oui.", LETTRE_GO: "Autre justification." },
  });
}

/** Long answers with everything they may hold; a table longer than a page. */
export function dossierRiche(): DossierFichier {
  const lignes = Array.from({ length: 80 }, (_, i) => `| Lycée ${i + 1}, *campus* | **${i * 12}** |`);
  return dossierValide({
    ...(brutExemple("fpi-aura") as object),
    reponses: {
      diagnostic: {
        texte: [
          "### Emploi d’abord",
          "Voir l’[étude de l’observatoire](https://exemple.invalid/étude?a=1), ***décisive***.",
          "## Constats du territoire",
          "Un paragraphe avec **du gras**, *de l’italique* et <b>2 * 3 * 4</b>.\nÀ la ligne.",
          "### Emploi",
          "1. Soudure\n  - niveau 4\n2. Usinage",
        ].join("\n\n"),
        date: "2024-01-10",
      },
      besoins: ["Les places :", "", "| Établissement | Places |", "| --- | --- |", ...lignes].join("\n"),
      apprenants: "|  |  |\n| --- | --- |\n| sans en-tête | [site](https://exemple.invalid) |",
      egalite: "- un\n- deux\n  1. sous\n  2. sous encore",
    },
  });
}
