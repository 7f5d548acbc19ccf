import { expect, type Page, test } from "@playwright/test";
import { sansDefautAxe } from "./outils/axe";

/** One of each kind: form, cards, grid, verdicts, filing. */
const LUES = ["identite", "partenaires", "budget", "verification", "depot"];

/** What a reviewer sees of a filed dossier, and what a person without the right sees: no field to fill, nothing for axe. */

async function seConnecter(page: Page, nom: string): Promise<void> {
  await page.goto("/connexion");
  await page.getByRole("button", { name: `Se connecter avec le compte de ${nom}` }).click();
  // Each lands where their rights lead.
  await expect(page).toHaveURL(/\/(dossiers|administration)$/);
}

test("un dossier déposé se lit section par section, sans rien à remplir", async ({ page }) => {
  test.slow();
  await seConnecter(page, "Maxime Exemple");
  const premier = page.getByRole("table").getByRole("row").nth(1).getByRole("link");
  await premier.click();
  await expect(page).toHaveURL(/\/dossiers\/[0-9a-f-]{36}\/\w+/);
  const dossier = new URL(page.url()).pathname.split("/").slice(0, 3).join("/");
  for (const section of LUES) {
    await page.goto(`${dossier}/${section}`);
    await expect(page.getByRole("heading", { level: 2 }).first()).toBeVisible();
    await expect(page.getByRole("main").getByRole("textbox").and(page.locator(":enabled:not([readonly])"))).toHaveCount(
      0,
    );
    await sansDefautAxe(page);
  }
});

test("sans le droit de créer, la page le dit et propose une sortie", async ({ page }) => {
  await seConnecter(page, "Ange Exemple");
  const reponse = await page.goto("/dossiers/nouveau");
  expect(reponse?.status()).toBe(403);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("main").getByRole("link").first()).toBeVisible();
  await sansDefautAxe(page);
});

test("un dossier que l’on ne voit pas répond comme une page qui n’existe pas", async ({ page }) => {
  await seConnecter(page, "Ange Exemple");
  const reponse = await page.goto("/dossiers/00000000-0000-4000-8000-000000000000/identite");
  expect(reponse?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1, name: "Page introuvable" })).toBeVisible();
  await sansDefautAxe(page);
});
