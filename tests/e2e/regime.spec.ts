import { type Browser, expect, type Page, test } from "@playwright/test";
import { sansDefautAxe } from "./outils/axe";
import { connecter } from "./outils/personnes";

/** Moving a dossier to another regime: compared, confirmed, and a page open elsewhere follows without being read again. */

async function entrer(browser: Browser, baseURL: string): Promise<Page> {
  const page = await (await browser.newContext({ baseURL })).newPage();
  await connecter(page, "Alex Exemple");
  return page;
}

test("comparer deux régimes, confirmer, une autre page ouverte l’apprend", async ({ browser, baseURL }) => {
  test.slow();
  const page = await entrer(browser, baseURL ?? "");
  await page.goto("/dossiers/nouveau");
  await page.getByLabel("Région académique").selectOption({ label: "Auvergne-Rhône-Alpes" });
  await page.getByLabel(/dossier classique/).check({ force: true });
  await page.getByLabel(/^Filière principale/).selectOption({ label: "Décarbonation de l’industrie" });
  await page.getByRole("button", { name: "Créer le dossier" }).click();
  await expect(page).toHaveURL(/\/dossiers\/[0-9a-f-]{36}\//);
  const dossier = (/\/dossiers\/[0-9a-f-]{36}/.exec(page.url()) as RegExpExecArray)[0];

  const ailleurs = await page.context().newPage();
  await ailleurs.goto(`${dossier}/lettre`);
  await expect(ailleurs.getByRole("banner")).toBeVisible();

  await page.goto(`${dossier}/regime`);
  await page.getByLabel("Transformation de la carte, enveloppe d’amorçage").check({ force: true });
  const regles = page.getByRole("table", { name: /^Règles qui changent/ });
  await expect(regles.getByRole("row", { name: /LETTRE_GO/ })).toContainText("Règle retirée");
  await expect(regles.getByRole("row", { name: /EQUILIBRE/ })).toHaveCount(0);
  await page.getByLabel(/^Toutes les règles/).check({ force: true });
  await expect(
    page.getByRole("table", { name: /^Toutes les règles/ }).getByRole("row", { name: /EQUILIBRE/ }),
  ).toContainText("Inchangée");
  await sansDefautAxe(page);

  await page.getByRole("button", { name: "Passer à ce régime" }).click();
  const dialogue = page.getByRole("dialog");
  await expect(dialogue).toContainText("À régler avant de pouvoir déposer sous ce régime");
  await sansDefautAxe(page);
  await dialogue.getByRole("button", { name: "Confirmer le changement de régime" }).click();
  await expect(page.getByText(/^Le dossier relève maintenant du régime/)).toBeFocused();
  await expect(page.getByText("règles numéro 1")).toContainText("enveloppe d’amorçage");

  // Judged by the new rules, and told so, without a gesture.
  await expect(ailleurs.getByRole("status").filter({ hasText: "les verdicts viennent d’être refaits" })).toBeVisible({
    timeout: 30_000,
  });
  await page.goto(`${dossier}/points`);
  await expect(
    page.getByText(/Avant le passage à « Transformation de la carte, enveloppe d’amorçage »/).first(),
  ).toBeVisible();
});
