import { expect, type Page, test } from "@playwright/test";
import { sansDefautAxe } from "./outils/axe";
import { connecter } from "./outils/personnes";

/** An administrator confirms a ◊ rule with its document, sees what it would change, publishes; new dossiers receive it. */

async function seConnecter(page: Page, nom: string): Promise<void> {
  await connecter(page, nom);
}

async function creerAtcf(page: Page): Promise<void> {
  await page.goto("/dossiers/nouveau");
  await page.locator("#regionAcademique").selectOption({ index: 1 });
  // The DSFR draws the button over the input.
  await page.locator("#regime-ATCF").check({ force: true });
  await page.locator("#filiere").selectOption({ index: 1 });
  await page.getByRole("button", { name: "Créer le dossier" }).click();
  await page.waitForURL(/\/dossiers\/[0-9a-f-]{36}\/identite/);
}
const versionDe = async (page: Page): Promise<string | undefined> => {
  await page.goto(page.url().replace(/\/\w+$/, "/verification"));
  const intro = await page.getByText(/règles du régime ATCF \(version \d+\)/).textContent();
  return /version (\d+)/.exec(intro ?? "")?.[1];
};

test("une règle ◊ confirmée par son document devient bloquante dans une nouvelle version", async ({ page }) => {
  test.slow();
  await seConnecter(page, "Alex Exemple");
  await creerAtcf(page);
  const ancien = page.url();
  const depart = Number(await versionDe(page));

  await seConnecter(page, "Ange Exemple");
  await page.goto("/administration/regimes");
  await page.goto("/administration/regimes/ATCF/nouvelle");
  await page.locator("#regles-DELAI_GO").selectOption("bloquante");
  await page.locator("#regles-DELAI_GO-confirmation-titre").fill("Cahier des charges, version 3");
  await page.locator("#regles-DELAI_GO-confirmation-date").fill("2025-03-02");
  await page.locator("#regles-DELAI_GO-confirmation-documentId").setInputFiles({
    name: "cahier.pdf",
    mimeType: "application/pdf",
    buffer: Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"),
  });
  await expect(page.getByText("Document joint")).toBeVisible();
  // What was prepared outlives a reload.
  await page.reload();
  await expect(page.locator("#regles-DELAI_GO-confirmation-titre")).toHaveValue("Cahier des charges, version 3");
  await page.getByRole("button", { name: "Voir ce que cela changerait" }).click();
  await expect(page.getByRole("heading", { name: /Ce que la version \d+ changerait/ })).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.getByRole("table", { name: "Dossiers touchés" })).toBeVisible();
  await sansDefautAxe(page);
  const jour = new Intl.DateTimeFormat("fr-CA", { timeZone: "Europe/Paris" }).format(new Date());
  await page.locator("#effetLe").fill(jour);
  await page.locator("#motif").fill("Le délai est confirmé par le cahier des charges.");
  await page.getByRole("button", { name: /^Publier la version/ }).click();
  await sansDefautAxe(page);
  await page.getByRole("button", { name: "Publier définitivement" }).click();
  await expect(page.getByRole("status")).toContainText("est publiée");
  await sansDefautAxe(page);

  await page.goto("/regles?regime=ATCF");
  await expect(page.getByText(/À justifier → bloquante, source confirmée/).first()).toBeVisible();
  await sansDefautAxe(page);

  await seConnecter(page, "Alex Exemple");
  await creerAtcf(page);
  expect(Number(await versionDe(page))).toBe(depart + 1);
  await page.goto(ancien);
  expect(Number(await versionDe(page))).toBe(depart);
});

test("l’annuaire est lu, comparé, puis appliqué", async ({ page }) => {
  test.slow();
  await seConnecter(page, "Ange Exemple");
  await page.goto("/administration/referentiels");
  await page.getByRole("radio", { name: /Annuaire de l’éducation/ }).check({ force: true });
  await page.locator("#fichier").setInputFiles("tests/fixtures/reference/annuaire-35.csv");
  await page.getByRole("button", { name: "Lire et comparer" }).click();
  await page.waitForURL(/\/administration\/referentiels\/[0-9a-f-]{36}/);
  await page.getByRole("button", { name: "Appliquer cet import" }).click();
  await page.getByRole("button", { name: "Appliquer", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("appliqué");
});
