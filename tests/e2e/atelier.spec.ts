import { type Browser, expect, type Page, test } from "@playwright/test";
import { sansDefautAxe } from "./outils/axe";
import { connecter } from "./outils/personnes";

/** Two people in one dossier: they see each other within seconds, discuss a field, settle it. In a dossier of its own. */

const autrePage = async (browser: Browser): Promise<Page> => (await browser.newContext()).newPage();

/** The team of the demo's FPI AURA: Alex runs it, Sacha writes in it. */
async function ouvrirFpi(page: Page): Promise<string> {
  await page.goto("/dossiers");
  await page
    .getByRole("link", { name: /FPI AURA/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/dossiers\/[0-9a-f-]{36}\//);
  return (/\/dossiers\/[0-9a-f-]{36}/.exec(page.url()) as RegExpExecArray)[0];
}

test("se voir, discuter d’un champ, mentionner, résoudre", async ({ page, browser }) => {
  test.slow();
  await connecter(page, "Alex Exemple");
  const dossier = await ouvrirFpi(page);
  await page.goto(`${dossier}/identite`);
  const presents = page.getByRole("list", { name: /Aussi dans ce dossier/ });
  await expect(presents).toHaveCount(0);

  // Sacha arrives: seen within seconds, with the section, then with the field.
  const sacha = await autrePage(browser);
  await connecter(sacha, "Sacha Exemple");
  await sacha.goto(`${dossier}/identite`);
  await expect(presents).toContainText("Sacha Exemple (Identité)");
  await expect(page.getByRole("navigation", { name: "Sections du dossier" })).toContainText("Sacha Exemple est ici");
  await expect(sacha.getByRole("list", { name: /Aussi dans ce dossier/ })).toContainText("Alex Exemple");
  await sacha.getByLabel("Acronyme").focus();
  await expect(page.getByText("Sacha Exemple modifie ce champ")).toBeVisible();
  await expect(page.getByLabel("Acronyme")).toHaveCSS("outline-style", "dashed");
  await sansDefautAxe(page);
  await sacha.goto(`${dossier}/diagnostic`);
  await expect(presents).toContainText("Sacha Exemple (Diagnostic et besoins)");

  // The tools of a field: one stop for the keyboard, arrows between them.
  const outils = page.getByRole("toolbar", { name: "Outils du champ Acronyme" });
  await outils.getByRole("button", { name: "Aide" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(outils.getByRole("button", { name: "Commenter" })).toBeFocused();
  await page.keyboard.press("Enter");
  const panneau = page.getByRole("dialog", { name: /Commentaires : Acronyme/ });
  const texte = panneau.getByRole("textbox", { name: /Votre commentaire/ });
  await texte.focus();
  await page.keyboard.type("À vérifier, @sac");
  await expect(panneau.getByRole("option", { name: /Sacha Exemple/ })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(texte).toHaveValue("À vérifier, @Sacha Exemple ");

  // Closed by mistake: nothing typed is lost.
  await page.keyboard.press("Escape");
  await expect(panneau).toBeHidden();
  await expect(outils.getByRole("button", { name: "Commenter" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(texte).toHaveValue("À vérifier, @Sacha Exemple ");
  await panneau.getByRole("button", { name: "Commenter", exact: true }).click();
  await expect(panneau.getByRole("article")).toContainText("À vérifier, @Sacha Exemple");
  await sansDefautAxe(page);
  await page.keyboard.press("Escape");
  await expect(outils.getByRole("button", { name: "1 commentaire" })).toBeVisible();

  // Sacha is told where they are, finds the field from the list, answers.
  const menu = sacha.getByRole("navigation", { name: "Sections du dossier" });
  await expect(menu).toContainText("1 mention");
  await menu.getByRole("link", { name: /^Commentaires/ }).click();
  const fil = sacha.getByRole("article");
  await expect(fil).toContainText("À vérifier, @Sacha Exemple");
  await expect(fil.getByRole("link", { name: "Acronyme" })).toHaveAttribute("href", /identite#acronyme$/);
  await sansDefautAxe(sacha);
  await fil.getByRole("button", { name: "Répondre" }).click();
  await fil.getByLabel(/Votre réponse/).fill("C’est le bon.");
  await fil.getByRole("button", { name: "Répondre" }).click();
  await expect(fil).toContainText("C’est le bon.");
  await fil.getByRole("button", { name: "Marquer comme résolu" }).click();
  await expect(sacha.getByText("Aucune discussion ouverte.")).toBeVisible();
  await sacha.getByText(/^Résolues \(/).click();
  await expect(fil).toContainText("Résolu par Sacha Exemple");
  await sacha.setViewportSize({ width: 390, height: 844 });
  expect(await sacha.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await sansDefautAxe(sacha);

  // Alex sees it without doing anything; then Sacha closes the page, and is no longer there.
  await expect(outils.getByRole("button", { name: "Commenter" })).toBeVisible();
  await expect(menu).not.toContainText("mention");
  await sacha.context().close();
  await expect(presents).toHaveCount(0, { timeout: 25_000 });

  // A reader who is not of the team: neither seen, nor told of the talk.
  const morgan = await autrePage(browser);
  await connecter(morgan, "Morgan Exemple");
  await morgan.goto(`${dossier}/identite`);
  await expect(morgan.getByRole("heading", { name: "Identité" })).toBeVisible();
  await expect(morgan.getByRole("button", { name: /Commenter/ })).toHaveCount(0);
  expect((await morgan.goto(`${dossier}/commentaires`))?.status()).toBe(403);
  await expect(presents).toHaveCount(0);
});
