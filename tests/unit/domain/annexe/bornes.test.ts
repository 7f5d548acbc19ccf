import { expect, test } from "vitest";
import { fautesDeTaille, LIGNES_MAX, RANGEES_MAX } from "@/lib/domain/annexe/bornes";
import type { ClasseurLu, ValeurLue } from "@/lib/domain/annexe/classeur";
import type { ContenuAnnexe } from "@/lib/domain/annexe/contenu";
import { lireImport } from "@/lib/domain/annexe/importer";
import { FAUTES_MAX, lireFiche } from "@/lib/domain/annexe/lire-fiche";
import { COLONNE, empreinteFiche, FICHE, FORMAT_ANNEXE, lireAnnees } from "@/lib/domain/annexe/reperes";
import { POSTES } from "@/lib/domain/nomenclatures";
import { ecrireClasseur } from "@/lib/integrations/classeur/ecrire";
import { lireClasseur } from "@/lib/integrations/classeur/lire";
import { annexe, DOSSIER } from "../../../outils/annexes";

const CONTENU: ContenuAnnexe = {
  ...{ debut: "2024-01-01", dureeMois: 36, budget: [], financements: [], repartition: [] },
  partenaires: [{ id: "a", nom: "Alpha", nature: null, categorie: null, chefDeFile: true, siret: null, uai: null }],
};
const texte = (t: string): ValeurLue => ({ type: "texte", texte: t });
const nombre = (n: number): ValeurLue => ({ type: "nombre", texte: String(n) });

async function exporte(): Promise<ClasseurLu> {
  const lu = await lireClasseur(await ecrireClasseur(annexe(CONTENU)), "a.xlsx");
  if (!lu.ok) throw new Error(lu.motif);
  return lu.classeur;
}
/** The exported workbook with so many rows typed by hand in the expenses of its first partner. */
async function avecRangees(combien: number, cases: (i: number) => [number, ValeurLue][]): Promise<ClasseurLu> {
  const { feuilles } = await exporte();
  return {
    feuilles: feuilles.map((f) => {
      if (f.lignes.get(1)?.get(1)?.type !== "texte" || !JSON.stringify(f.lignes.get(1)?.get(1)).includes("=a"))
        return f;
      const fin = [...f.lignes].find(([, c]) => (c.get(1) as { texte?: string })?.texte === "#fin-depenses")?.[0] ?? 0;
      const debut = [...f.lignes].find(([, c]) => (c.get(1) as { texte?: string })?.texte === "#depenses")?.[0] ?? 0;
      const lignes = new Map([...f.lignes].filter(([n]) => n <= debut));
      for (let i = 0; i < combien; i++) lignes.set(debut + 1 + i, new Map(cases(i)));
      for (const [n, c] of f.lignes) if (n >= fin) lignes.set(n + combien, c);
      return { ...f, lignes };
    }),
  };
}
const depense = (i: number): [number, ValeurLue][] => [
  [COLONNE.poste, texte(POSTES.libelles.equipement)],
  [COLONNE.libelle, texte(`Ligne ${i}`)],
  [COLONNE.premiere, nombre(10)],
];
const FICHE_LUE = { dossier: DOSSIER, revision: 3, annees: [2024, 2025, 2026], titre: "" };
let rang = 0;
const importer = (c: ClasseurLu) => lireImport(c, FICHE_LUE, CONTENU, CONTENU, () => `neuve-${rang++}`);

test("cent mille lignes : refusées avant d’être lues", async () => {
  const fautes = fautesDeTaille(await avecRangees(100_000, depense));
  expect(fautes).toHaveLength(1);
  expect(fautes[0]?.message.replace(/\s/g, " ")).toMatch(/lignes dans les feuilles des partenaires, 12 ?000 au plus/);
});

test("plus de montants que le dossier n’en tient : refusés avant d’être comparés", async () => {
  const classeur = await avecRangees(LIGNES_MAX.depenses + 1, depense);
  expect(fautesDeTaille(classeur)).toEqual([]);
  const lu = importer(classeur);
  expect(lu.ok ? [] : lu.fautes.map((f) => f.message.replace(/\s/g, " "))).toEqual([
    "ce classeur porte 6 001 montants de dépenses, 6 000 au plus : un dossier n’en tient pas davantage.",
  ]);
});

test("ce qu’il tient est lu, en un temps qui ne bloque personne", async () => {
  const classeur = await avecRangees(LIGNES_MAX.depenses, depense);
  const debut = process.cpuUsage();
  expect(fautesDeTaille(classeur)).toEqual([]);
  const lu = importer(classeur);
  const { user } = process.cpuUsage(debut);
  process.stdout.write(`6 000 lignes lues et comparées en ${Math.round(user / 1_000)} ms\n`);
  expect(lu.ok && lu.lu.changements).toHaveLength(LIGNES_MAX.depenses);
  expect(user / 1_000).toBeLessThan(5_000);
});

test("une faute par case, mille au plus", async () => {
  const fausses = (): [number, ValeurLue][] => [
    [COLONNE.poste, texte("x")],
    ...Array.from({ length: 20 }, (_, i): [number, ValeurLue] => [COLONNE.premiere + i, texte("y".repeat(900))]),
  ];
  const classeur = await avecRangees(RANGEES_MAX - 200, fausses);
  const debut = process.cpuUsage();
  const lu = importer(classeur);
  process.stdout.write(`240 000 cases fausses en ${Math.round(process.cpuUsage(debut).user / 1_000)} ms\n`);
  expect(lu.ok ? 0 : lu.fautes.length).toBe(FAUTES_MAX);
});

test("une case démesurée est dite avec sa place, sans être lue", async () => {
  const classeur = await avecRangees(1, () => [[COLONNE.libelle, texte("z".repeat(30_000_000))]]);
  expect(fautesDeTaille(classeur)).toMatchObject([{ case: expect.stringMatching(/^C\d+$/) }]);
});

test("des années sans nombre ne sont pas découpées", () => {
  expect(lireAnnees("2024 2025 -")).toEqual([2024, 2025, null]);
  expect(lireAnnees("2024 ".repeat(5_000_000).trim())).toBeUndefined();
  const annees = Array.from({ length: 22 }, (_, i) => 2000 + i).join(" ");
  const cases: [number, string][] = [
    [FICHE.format, FORMAT_ANNEXE],
    [FICHE.dossier, DOSSIER],
    [FICHE.revision, "0"],
    [FICHE.annees, annees],
    [FICHE.empreinte, empreinteFiche(DOSSIER, "0", annees)],
  ];
  const feuille = { nom: "_rigel", lignes: new Map(cases.map(([n, t]) => [n, new Map([[1, texte(t)]])])) };
  expect(lireFiche({ feuilles: [feuille] })).toMatchObject({ ok: false });
});
