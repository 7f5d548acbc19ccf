import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { sansDefautAxe } from "./outils/axe";
import { connecter } from "./outils/personnes";

/** A what-if from its making to its application and the way back, in a copy of FPI AURA. */

/** Another lycée and another filière: the same places claimed twice would put findings on the dossier that other tests file. */
function fichier(): Buffer {
  const texte = readFileSync("tests/fixtures/exemples/fpi-aura.json", "utf8").replaceAll("0699999U", "0951099D");
  const copie = { ...JSON.parse(texte), acronyme: "ESSAI-SC", titre: "Essai de scénarios", filieres: ["autre"] };
  return Buffer.from(JSON.stringify(copie));
}

async function importer(page: Page): Promise<string> {
  await page.goto("/dossiers/nouveau");
  await page
    .getByLabel("Fichier rigel-dossier/1")
    .setInputFiles({ name: "dossier.json", mimeType: "application/json", buffer: fichier() });
  await page.getByRole("button", { name: "Créer le dossier depuis ce fichier" }).click();
  await expect(page).toHaveURL(/\/dossiers\/[0-9a-f-]{36}/);
  return new URL(page.url()).pathname.split("/").slice(0, 3).join("/");
}
const exporter = async (page: Page, dossier: string) => (await page.request.get(`/api/v1${dossier}`)).text();

test("essayer sans la branche, comparer, appliquer, revenir", async ({ page }) => {
  test.slow();
  await connecter(page, "Alex Exemple");
  const dossier = await importer(page);
  const avant = await exporter(page, dossier);

  await page.goto(`${dossier}/scenarios`);
  await expect(page.getByText("Aucun scénario pour l’instant.")).toBeVisible();
  await sansDefautAxe(page);
  await page.getByRole("button", { name: "Nouveau scénario", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Nouveau scénario" })).toBeFocused();
  await page.getByLabel("Ce que vous voulez essayer").selectOption({ label: "Retirer un partenaire" });
  await page.getByRole("button", { name: "Enregistrer le scénario" }).click();
  await expect(page.getByText("Choisissez un partenaire.", { exact: true })).toBeVisible();
  await page.getByLabel("Partenaire à retirer").selectOption("branche");
  await expect(page.getByRole("table", { name: "Le plan actuel et ce scénario" })).toContainText("Non éligible");
  await sansDefautAxe(page);
  await page.getByLabel("Nom du scénario").fill("Sans la branche");
  await page.getByRole("button", { name: "Enregistrer le scénario" }).click();
  await expect(
    page.getByRole("status").filter({ hasText: "est enregistré. Le dossier n’a pas changé." }),
  ).toBeFocused();

  const comparaison = page.getByRole("table", { name: "Le plan actuel et les scénarios, ligne à ligne" });
  await expect(comparaison.getByRole("row", { name: /^Verdict/ })).toContainText("Non éligible");
  await expect(comparaison.getByRole("row", { name: /^Reste à cofinancer/ })).toContainText(/4\s000\s000,00/);
  await sansDefautAxe(page);
  expect(await exporter(page, dossier)).toBe(avant);

  await comparaison.getByRole("button", { name: /^Appliquer….*Sans la branche/ }).click();
  const dialogue = page.getByRole("dialog", { name: /^Appliquer/ });
  await expect(dialogue.getByRole("heading", { name: "Lettres à refaire signer" })).toBeVisible();
  await sansDefautAxe(page);
  await dialogue.getByRole("button", { name: "Appliquer au dossier" }).click();
  await expect(dialogue.getByText("Le dossier a changé", { exact: false })).toBeVisible();
  expect(JSON.parse(await exporter(page, dossier)).partenaires).toHaveLength(3);

  await page.goto(`${dossier}/points`);
  // Each button of the point reads its name too: the box that chooses it is the one of its kind.
  await expect(page.getByRole("checkbox", { name: /Avant le scénario.*Sans la branche/ })).toHaveCount(1);
  await page.getByRole("button", { name: /^Revenir à ce point….*Avant le scénario/ }).click();
  const retour = page.getByRole("dialog", { name: /^Revenir à/ });
  await retour.getByRole("button", { name: "Revenir à ce point", exact: true }).click();
  await expect(retour.getByRole("button", { name: "Terminer" })).toBeVisible();
  await expect.poll(async () => JSON.parse(await exporter(page, dossier)).partenaires.length).toBe(4);
});
