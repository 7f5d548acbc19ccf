import { expect, type Page, test } from "@playwright/test";
import { sansDefautAxe } from "./outils/axe";
import { connecter } from "./outils/personnes";

/** A save point from its name to the return to it, and the comparison on screen and on paper. In a dossier of its own. */

async function creerDossier(page: Page): Promise<string> {
  await page.goto("/dossiers/nouveau");
  await page.getByLabel("Région académique").selectOption({ label: "Auvergne-Rhône-Alpes" });
  await page.getByLabel(/dossier classique/).check({ force: true });
  await page.getByLabel(/^Filière principale/).selectOption({ label: "Décarbonation de l’industrie" });
  await page.getByRole("button", { name: "Créer le dossier" }).click();
  await expect(page).toHaveURL(/\/dossiers\/[0-9a-f-]{36}\//);
  return (/\/dossiers\/[0-9a-f-]{36}/.exec(page.url()) as RegExpExecArray)[0];
}
/** The edit has reached the server: its action answers on the page's own address. */
async function enregistrant(page: Page, geste: () => Promise<void>): Promise<void> {
  const reponse = page.waitForResponse(
    (r) => r.request().method() === "POST" && new URL(r.url()).pathname.startsWith("/dossiers/"),
  );
  await geste();
  await reponse;
  await expect(page.getByText(/^Enregistré/).first()).toBeVisible();
}

async function ecrire(page: Page, adresse: string, champ: string, texte: string): Promise<void> {
  await page.goto(adresse);
  await enregistrant(page, () => page.locator(champ).fill(texte));
}

test("nommer un point, changer une durée, comparer, revenir", async ({ page }) => {
  test.slow();
  await connecter(page, "Alex Exemple");
  const dossier = await creerDossier(page);
  await ecrire(page, `${dossier}/identite`, "#dureeMois", "24");

  await page.goto(`${dossier}/points`);
  await expect(page.getByText("Aucun point pour l’instant.")).toBeVisible();
  await sansDefautAxe(page);
  const nom = page.getByLabel("Nom du point");
  await nom.fill("");
  await page.getByRole("button", { name: "Créer le point" }).click();
  await expect(page.getByText("Donnez un nom à ce point", { exact: false })).toBeVisible();
  await expect(nom).toBeFocused();
  await nom.fill("Durée de deux ans");
  await page.getByRole("button", { name: "Créer le point" }).click();
  await expect(page.getByText("Le point « Durée de deux ans » est créé.")).toBeVisible();
  await expect(page.getByText("Rien n’a changé depuis.")).toBeVisible();

  await ecrire(page, `${dossier}/identite`, "#dureeMois", "36");
  await page.goto(`${dossier}/points`);
  await page.getByRole("link", { name: "Comparer à aujourd’hui « Durée de deux ans »" }).click();
  await expect(page.getByRole("heading", { name: "Comparer deux versions", level: 1 })).toBeVisible();
  const changee = page.getByRole("table", { name: /^Identité/ }).getByRole("row", { name: /^Durée en mois/ });
  await expect(changee).toContainText("24");
  await expect(changee).toContainText("36");
  await sansDefautAxe(page);

  // On paper: the comparison, every split of the money, and nothing to click.
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("banner")).toBeHidden();
  await expect(page.getByRole("navigation")).toHaveCount(0);
  await expect(page.getByRole("contentinfo")).toBeHidden();
  await expect(page.getByRole("button", { name: "Imprimer" })).toBeHidden();
  await expect(page.getByRole("heading", { name: "Dépenses par année" })).toBeVisible();
  await page.emulateMedia({ media: "screen" });

  await page.goto(`${dossier}/points`);
  await page.getByRole("button", { name: "Revenir à ce point… « Durée de deux ans »" }).click();
  const dialogue = page.getByRole("dialog");
  await expect(dialogue.getByLabel(/^Identité/)).toBeChecked();
  await dialogue.getByText("Voir ce qui change").first().click();
  await expect(dialogue.getByText(/36 redevient 24/)).toBeVisible();
  await dialogue.getByRole("button", { name: "Revenir à ce point" }).click();
  await expect(dialogue.getByText(/section remise comme à/)).toBeVisible();
  await dialogue.getByRole("button", { name: "Terminer" }).click();
  // The dossier as it was before the return became a point by itself.
  await expect(page.getByLabel(/Avant le retour à « Durée de deux ans »/)).toBeVisible();
  await page.getByRole("link", { name: "Comparer à aujourd’hui « Durée de deux ans »" }).click();
  await expect(page.getByText("Rien n’a changé entre ces deux versions.")).toBeVisible();
});
