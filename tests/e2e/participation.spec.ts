import { readFileSync } from "node:fs";
import { type Browser, expect, type Locator, type Page, test } from "@playwright/test";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { sansDefautAxe } from "./outils/axe";
import { connecter } from "./outils/personnes";

/** A partner's contact comes in by its link, fills its part, and the team sees it. In a dossier of its own. */

async function importer(page: Page): Promise<string> {
  const lu = JSON.parse(readFileSync("tests/fixtures/exemples/fpi-aura.json", "utf8")) as DossierFichier;
  const fichier: DossierFichier = { ...lu, acronyme: "FPI participation", transformations: [] };
  await page.goto("/dossiers/nouveau");
  await page.getByLabel("Fichier rigel-dossier/1").setInputFiles({
    name: "fpi.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify(fichier)),
  });
  await page.getByRole("button", { name: "Créer le dossier depuis ce fichier" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("FPI participation");
  return new URL(page.url()).pathname.split("/").slice(0, 3).join("/");
}

const autrePage = async (browser: Browser): Promise<Page> => (await browser.newContext()).newPage();

const missions = (page: Page, annee: number): Locator =>
  page.locator(`[role=gridcell][data-case^="Région"][data-case$=", Missions et déplacements, ${annee}"]`);

async function remplir(page: Page, annee: number, montant: string): Promise<void> {
  await missions(page, annee).dblclick();
  await page.keyboard.type(montant);
  await page.keyboard.press("Enter");
  await expect(missions(page, annee)).toHaveText(new RegExp(`${montant.replace(" ", "\\s")},00`));
}

async function lienPour(browser: Browser, destinataire: string): Promise<string> {
  const page = await autrePage(browser);
  await connecter(page, "Ange Exemple");
  await page.goto(`/administration/courriels?q=${encodeURIComponent(destinataire)}`);
  await page.getByRole("table").getByRole("link").first().click();
  await expect(page.getByText(/\/invitations\/[\w-]{43}/)).toBeVisible();
  const lien = /\/invitations\/[\w-]{43}/.exec(await page.getByRole("main").innerText())?.[0];
  await page.context().close();
  return lien as string;
}

test("le contact d’un partenaire remplit sa part, l’équipe la voit", async ({ page, browser }) => {
  test.slow();
  await connecter(page, "Alex Exemple");
  const dossier = await importer(page);

  // From the partner's card, the address proposed or typed.
  await page.goto(`${dossier}/partenaires`);
  await expect(page.locator('[data-section-prete="partenaires"]')).toBeVisible();
  await page.getByRole("button", { name: /^(Modifier|Voir) Région Auvergne/ }).click();
  const adresse = `region-${Date.now()}@partenaire.example`;
  await page.getByLabel(/^Adresse de la personne à inviter pour Région/).fill(adresse);
  await page.getByRole("button", { name: /^Envoyer l’invitation au contact de Région/ }).click();
  await expect(page.getByText(`Invitation prête pour ${adresse}`)).toBeVisible();

  const contact = await autrePage(browser);
  await contact.goto(await lienPour(browser, adresse));
  await contact.getByRole("button", { name: "Continuer" }).click();
  await contact.getByLabel("Votre prénom").fill("Sacha");
  await contact.getByLabel("Votre nom").fill("Essai");
  await contact.getByRole("button", { name: "Continuer" }).click();
  await expect(contact).toHaveURL(/\/participation\/[0-9a-f-]{36}$/);
  await expect(contact.getByRole("heading", { name: "Votre budget" })).toBeVisible();
  await expect(contact.getByRole("main")).not.toContainText("GIPAL");
  await sansDefautAxe(contact);

  // Two cells of its budget: its posts are there, though it has no line yet. The last one undone, then done again.
  await remplir(contact, 2025, "1 000");
  await remplir(contact, 2026, "2 000");
  await contact.getByRole("button", { name: /^Annuler\s: Ligne de budget/ }).click();
  await expect(missions(contact, 2026)).not.toHaveText(/2\s000,00/);
  await contact.getByRole("button", { name: /^Rétablir\s: Ligne de budget/ }).click();
  await expect(missions(contact, 2026)).toHaveText(/2\s000,00/);

  // Its commitment, then who signs.
  const enregistre = contact.getByRole("status").filter({ hasText: /^Enregistré à/ });
  await contact.getByRole("textbox", { name: "Montant de votre engagement" }).fill("6 500 000");
  await contact.getByRole("textbox", { name: "Nom du signataire" }).fill("Sacha Essai");
  await contact.keyboard.press("Tab");
  await expect(enregistre).toBeVisible();
  await expect(contact.getByRole("listitem").filter({ hasText: "Le signataire de la lettre est nommé" })).toContainText(
    "fait",
  );

  await page.goto(`${dossier}/budget`);
  await expect(missions(page, 2025)).toHaveText(/1\s000,00/);
  await expect(missions(page, 2026)).toHaveText(/2\s000,00/);
  await page.goto(`${dossier}/financement`);
  await expect(page.getByRole("main")).toContainText(/6.500.000,00/);
  await contact.setViewportSize({ width: 390, height: 844 });
  expect(await contact.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await sansDefautAxe(contact);
  expect((await contact.goto(`${dossier}/budget`))?.status()).toBe(404);
  await contact.context().close();
});
