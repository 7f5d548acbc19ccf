import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { sansDefautAxe } from "./outils/axe";
import { ecouterConsole } from "./outils/console";
import { connecter } from "./outils/personnes";

/** Tasklist → next step → help of a field → the dossier duplicated; then what an import says before it creates. */

const seConnecter = (page: Page): Promise<void> => connecter(page, "Camille Exemple");

async function creer(page: Page): Promise<string> {
  await page.goto("/dossiers/nouveau");
  await page.getByLabel("Région académique").selectOption({ label: "Auvergne-Rhône-Alpes" });
  await page.getByLabel(/dossier classique/).check({ force: true });
  await page.getByLabel(/^Filière principale/).selectOption({ label: "Autre" });
  await page.getByRole("button", { name: "Créer le dossier", exact: true }).click();
  await expect(page).toHaveURL(/\/dossiers\/[0-9a-f-]{36}\/identite/);
  return new URL(page.url()).pathname.split("/").slice(0, 3).join("/");
}

test("une première personne est menée de l’étape à son champ, puis copie le dossier", async ({ page }) => {
  test.slow();
  const plaintes = ecouterConsole(page);
  await seConnecter(page);
  const dossier = await creer(page);

  // An unfinished dossier opens on its tasklist.
  await page.goto(dossier);
  await expect(page).toHaveURL(`${dossier}/etapes`);
  await expect(page.getByRole("heading", { level: 2, name: "Étapes du dossier" })).toBeVisible();
  const principal = page.getByRole("main");
  await expect(principal.getByText(/0 étape terminée sur 10/)).toBeVisible();
  await expect(principal.getByText(/^de .* à .*h/)).toBeVisible();
  await sansDefautAxe(page);

  // A point leads to its very field, whose help opens and closes from the keyboard.
  await principal.getByRole("link", { name: /Indiquez la durée/ }).click();
  await expect(page).toHaveURL(/\/identite#dureeMois$/);
  const duree = page.getByRole("textbox", { name: /Durée/ });
  await expect(duree).toBeFocused();
  const champ = page.locator(".fr-input-group").filter({ has: duree });
  const aide = champ.getByRole("button", { name: "Aide" });
  await aide.focus();
  await page.keyboard.press("Enter");
  await expect(aide).toHaveAttribute("aria-expanded", "true");
  await expect(champ.getByText("Pourquoi on le demande")).toBeVisible();
  await expect(champ.getByText(/DUREE.*note 150/)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(aide).toHaveAttribute("aria-expanded", "false");
  await expect(aide).toBeFocused();

  // From one section to the next, and back to the tasklist with the button to go on.
  const suite = page.getByRole("navigation", { name: "Section précédente et section suivante" });
  await suite.getByRole("link", { name: /Lettre d’intention/ }).click();
  await expect(page.getByRole("heading", { level: 2, name: "Lettre d’intention" })).toBeVisible();
  await suite.getByRole("link", { name: "Toutes les étapes" }).click();
  await expect(principal.getByRole("link", { name: /^(Commencer|Continuer)/ })).toBeVisible();

  await page.getByRole("link", { name: "Dupliquer" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Partir d’un dossier existant" })).toBeVisible();
  await expect(page.getByLabel(/^Montants/)).not.toBeChecked();
  await sansDefautAxe(page);
  await page.getByLabel("Titre du nouveau dossier").fill("Copie pour le guide");
  await page.getByRole("button", { name: "Créer la copie" }).click();
  await expect(page.getByRole("heading", { name: "Ce qui n’a pas été copié" })).toBeVisible();
  await page.getByRole("link", { name: "Ouvrir le nouveau dossier" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Copie pour le guide");
  expect(plaintes()).toEqual([]);
});

test("un import se lit en entier avant de créer, fautes et homonyme compris", async ({ page }) => {
  await seConnecter(page);
  await page.goto("/dossiers/nouveau");
  const texte = readFileSync("tests/fixtures/exemples/brouillon-minimal.json", "utf8");
  const deposer = (contenu: string, codage: BufferEncoding = "utf8") =>
    page.getByLabel("Fichier rigel-dossier/1").setInputFiles({
      name: "dossier.json",
      mimeType: "application/json",
      buffer: Buffer.from(contenu, codage),
    });
  await deposer(JSON.stringify({ ...JSON.parse(texte), dureeMois: "36", inconnu: 1 }));
  await expect(page.getByText("dureeMois", { exact: true })).toBeVisible();
  const descente = page.waitForEvent("download");
  await page.getByRole("button", { name: "Télécharger la liste des fautes" }).click();
  expect((await descente).suggestedFilename()).toBe("fautes-dossier.txt");

  await deposer(JSON.stringify({ ...JSON.parse(texte), titre: "Métiers d’été" }).replace("’", "'"), "latin1");
  await expect(page.getByText(/lu en Latin-1/)).toBeVisible();
  await expect(page.getByText("Métiers d'été")).toBeVisible();

  const titre = `Homonyme ${test.info().retry}`;
  for (const deja of [false, true]) {
    await page.goto("/dossiers/nouveau");
    await page.getByText("Coller le contenu du fichier").click();
    await page.getByLabel("Contenu du fichier").fill(JSON.stringify({ ...JSON.parse(texte), titre }));
    await page.getByRole("button", { name: "Lire ce contenu" }).click();
    const creation = page.getByRole("button", { name: "Créer le dossier depuis ce fichier" });
    await expect(creation).toBeVisible();
    if (deja) {
      await expect(page.getByText(/Vous avez déjà un dossier de ce nom/)).toBeVisible();
      await sansDefautAxe(page);
    }
    await creation.click();
    await expect(page).toHaveURL(/\/dossiers\/[0-9a-f-]{36}\/etapes/);
  }
});
