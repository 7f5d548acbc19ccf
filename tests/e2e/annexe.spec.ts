import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { nomCase } from "@/lib/domain/annexe/classeur";
import { lireClasseur } from "@/lib/integrations/classeur/lire";
import { retoucher } from "../outils/retoucher-classeur";
import { sansDefautAxe } from "./outils/axe";
import { connecter } from "./outils/personnes";

/** The annexe financière out and back: one cell changed in the file is one cell changed in the grid. In a dossier of its own. */

test("exporter l’annexe, y changer un montant, lire l’aperçu, appliquer", async ({ page }) => {
  test.slow();
  await connecter(page, "Camille Exemple");
  await page.goto("/dossiers/nouveau");
  const texte = readFileSync("tests/fixtures/exemples/fpi-aura.json", "utf8").replaceAll("0699999U", "0951099D");
  const fichier = { ...JSON.parse(texte), acronyme: "ANNEXE", titre: "Essai de l’annexe", filieres: ["autre"] };
  await page.getByLabel("Fichier rigel-dossier/1").setInputFiles({
    ...{ name: "dossier.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(fichier)) },
  });
  await page.getByRole("button", { name: "Créer le dossier depuis ce fichier" }).click();
  await expect(page).toHaveURL(/\/dossiers\/[0-9a-f-]{36}\/\w+/);
  const dossier = new URL(page.url()).pathname.split("/").slice(0, 3).join("/");
  await page.goto(`${dossier}/budget`);
  await page.waitForFunction(() => {
    const noeud = document.querySelector('[data-section-prete="budget"]');
    return noeud !== null && Object.keys(noeud).some((cle) => cle.startsWith("__react"));
  });

  const [telechargement] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Exporter l’annexe (XLSX)" }).click(),
  ]);
  expect(telechargement.suggestedFilename()).toMatch(/ - annexe financière - \d{4}-\d\d-\d\d\.xlsx$/);
  const octets = readFileSync(await telechargement.path());
  const lu = await lireClasseur(octets, "annexe.xlsx");
  if (!lu.ok) throw new Error(lu.motif);
  const feuille = lu.classeur.feuilles.find((f) => f.nom.startsWith("Lycée"));
  const ligne = [...(feuille?.lignes ?? [])].find(([, cases]) =>
    [...cases.values()].some((v) => v.type === "texte" && v.texte === "Ingénierie de formation"),
  )?.[0];
  const place = nomCase(8, ligne ?? 0);

  const choisir = async (contenu: Buffer) =>
    page
      .getByLabel(/Fichier de l’annexe/)
      .setInputFiles({ name: "annexe.xlsx", mimeType: "application/octet-stream", buffer: contenu });
  await page.getByRole("button", { name: "Importer l’annexe" }).click();
  await choisir(await retoucher(octets, feuille?.nom ?? "", { [place]: "deux millions" }));
  await expect(page.getByText(/Rien n’a été importé/)).toBeFocused();
  await expect(page.getByRole("row", { name: new RegExp(`${place}.*montant illisible`) })).toBeVisible();
  await sansDefautAxe(page);

  await page.getByRole("button", { name: "Choisir un autre fichier" }).click();
  await choisir(await retoucher(octets, feuille?.nom ?? "", { [place]: 2_000_000.01 }));
  const change = page.getByRole("dialog").getByRole("row", { name: /Ingénierie de formation, 2026/ });
  await expect(change).toContainText(/2.500.000,00/);
  await expect(change).toContainText(/2.000.000,01/);
  await sansDefautAxe(page);
  await page.getByRole("button", { name: /^Appliquer 1/ }).click();
  await expect(page.getByText(/1.changement enregistré/)).toBeFocused();
  await expect(page.getByRole("link", { name: "points de sauvegarde" })).toBeVisible();
  await page.getByRole("dialog").getByRole("button", { name: "Fermer" }).last().click();
  await expect(page.getByText(/2.000.000,01/).first()).toBeVisible();
});
