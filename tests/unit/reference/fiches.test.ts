import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { verifier } from "@/lib/domain/eligibilite";
import { bilanPlaces } from "@/lib/domain/places";
import { lireFichier, versDossier } from "@/lib/schemas/lecture";
import { fabriquer } from "@/prisma/seed/fabrique";
import { lireFiches } from "@/prisma/seed/fiche";
import { produirePieceExemple } from "@/prisma/seed/piece-exemple";

const lireJson = (chemin: string): unknown => JSON.parse(readFileSync(chemin, "utf8"));
const fiches = lireFiches();
const fiche = (cle: string) => {
  const trouvee = fiches.find((f) => f.cle === cle);
  if (!trouvee) throw new Error(`Fiche absente : ${cle}`);
  return trouvee;
};
const verdicts = (cle: string) => verifier(versDossier(fabriquer(fiche(cle))));

describe("dossiers de démonstration", () => {
  test.each(fiches.map((f) => [f.cle, f] as const))("%s est un fichier rigel-dossier/1 sans faute", (_, f) => {
    expect(lireFichier(JSON.parse(JSON.stringify(fabriquer(f))))).toMatchObject({ ok: true });
    expect(fabriquer(f)).toEqual(fabriquer(f));
  });

  test("une trentaine de dossiers, toutes les régions moins une ou deux au plus, les cinq régimes, clés uniques", () => {
    expect(fiches.length).toBeGreaterThanOrEqual(28);
    expect(new Set(fiches.map((f) => f.region)).size).toBeGreaterThanOrEqual(12);
    expect(new Set(fiches.map((f) => f.regime)).size).toBe(5);
    expect(new Set(fiches.map((f) => f.cle)).size).toBe(fiches.length);
  });

  test("ce qui est inventé porte « exemple » ; les projets du rapport IGÉSR gardent leur nom", () => {
    const duRapport = new Set([
      "nouvelle-aquitaine-formations-courtes",
      "centre-marche-du-velo",
      "guyane-space-g",
      "centre-fmie",
    ]);
    for (const f of fiches) if (!duRapport.has(f.cle)) expect(f.titre, f.cle).toContain("(exemple)");
    for (const f of fiches)
      for (const p of fabriquer(f).partenaires ?? [])
        if (p.nom !== f.porteur) expect(p.nom, f.cle).toMatch(/exemple\)$/);
  });

  test.each([
    ["nouvelle-aquitaine-formations-courtes", "1200000.00"],
    ["centre-marche-du-velo", "190000.00"],
    ["guyane-space-g", "190000.00"],
  ])("%s porte la subvention de la note 165 : %s €", (cle, subvention) => {
    expect(fiche(cle)).toMatchObject({ subvention, regime: "ATCF-AMORCAGE" });
    expect(verdicts(cle).verdict).toBe("eligible");
  });

  test("FMIE : GO du 16 décembre 2024, dépôt prévu en mars 2025, plus de 30 partenaires, 500 à 600 places, 500 colorations", () => {
    const dossier = versDossier(fabriquer(fiche("centre-fmie")));
    expect(dossier.lettreIntention).toMatchObject({ avis: "go", avisLe: "2024-12-16" });
    expect(dossier.dateDepot).toMatch(/^2025-03/);
    expect(dossier.partenaires.length).toBeGreaterThan(30);
    const places = bilanPlaces(dossier.transformations);
    expect(places.total).toMatchObject({ ouvertes: 552, coloreesOuvertes: 500 });
  });

  test("un dossier ne compte jamais deux fois les mêmes places", () => {
    for (const f of fiches) {
      const places = (fabriquer(f).transformations ?? []).map((t) => `${t.uai} ${t.cfd} ${t.rentree}`);
      expect(new Set(places).size, f.cle).toBe(places.length);
    }
  });

  test.each([
    ["hauts-de-france-batteries", "PLAFOND_70", "un centime au-dessus du plafond"],
    ["paca-diagnostic-biomedicaments", "PLAFOND_DIAG", "un centime au-dessus de 200 000 €"],
    ["corse-numerique", "SEUIL_1M", "un centime sous 1 M€"],
    ["grand-est-bois", "LETTRE_GO", "avis NO GO"],
  ])("%s n’est pas éligible : %s, %s", (cle, code) => {
    const resultat = verdicts(cle);
    expect(resultat.verdict).toBe("non_eligible");
    const fautifs = resultat.constats.filter((c) => c.severite === "bloquante" && c.verdict === "non_conforme");
    expect(fautifs.map((c) => c.code)).toEqual([code]);
  });

  test("tout dossier déposé ou au-delà est éligible", () => {
    const poses = new Set([
      "depose",
      "en_instruction",
      "complements_demandes",
      "laureat",
      "refuse",
      "conventionne",
      "en_suivi",
      "clos",
    ]);
    for (const f of fiches.filter((x) => poses.has(x.etat))) expect(verdicts(f.cle).verdict, f.cle).toBe("eligible");
  });
});

describe("outils de la démonstration", () => {
  test("une pièce d’exemple est un PDF, toujours le même", async () => {
    const contenu = { titre: "Stratégie", auteur: "Rectorat (exemple)", date: "15 octobre 2023", corps: "Texte." };
    const [a, b] = await Promise.all([produirePieceExemple(contenu), produirePieceExemple(contenu)]);
    expect(a.subarray(0, 5).toString()).toBe("%PDF-");
    expect(a.equals(b)).toBe(true);
  });

  test("les exemples embarqués sont ceux que tiennent les tests du contrat", () => {
    for (const nom of ["fpi-aura", "amorcage-martinique", "brouillon-minimal"])
      expect(lireJson(`prisma/seed/exemples/${nom}.json`)).toEqual(lireJson(`tests/fixtures/exemples/${nom}.json`));
  });
});
