import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { sansDefautAxe } from "./outils/axe";
import { connecter } from "./outils/personnes";

/** The subsidy shared out, moved, shared again; a valuation without its basis; a missing amount. In a dossier of its own. */

async function importer(page: Page): Promise<string> {
  const texte = readFileSync("tests/fixtures/exemples/fpi-aura.json", "utf8").replaceAll("0699999U", "0951099D");
  const dossier = { ...JSON.parse(texte), acronyme: "PLAN-5", titre: "Essai du plan", filieres: ["autre"] };
  await page.goto("/dossiers/nouveau");
  await page.getByLabel("Fichier rigel-dossier/1").setInputFiles({
    name: "dossier.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify(dossier)),
  });
  await page.getByRole("button", { name: "Créer le dossier depuis ce fichier" }).click();
  await expect(page).toHaveURL(/\/dossiers\/[0-9a-f-]{36}/);
  return new URL(page.url()).pathname.split("/").slice(0, 3).join("/");
}

const montant = (euros: string) => new RegExp(euros.replaceAll(" ", "\\s"));

test("répartir la subvention, la changer, recalculer selon les parts ; dire ce qui manque", async ({ page }) => {
  test.slow();
  await connecter(page, "Camille Exemple");
  const dossier = await importer(page);
  await page.goto(`${dossier}/financement`);
  await page.waitForFunction(() => {
    const noeud = document.querySelector('[data-section-prete="financement"]');
    return noeud !== null && Object.keys(noeud).some((cle) => cle.startsWith("__react"));
  });
  await sansDefautAxe(page);

  await page.getByRole("button", { name: "Répartir selon les coûts éligibles" }).click();
  const dialogue = page.getByRole("dialog");
  await expect(dialogue.getByRole("row", { name: /^Total/ })).toContainText(montant("9 500 000,00"));
  await sansDefautAxe(page);
  await dialogue.getByRole("button", { name: "Appliquer" }).click();
  await expect(page.getByText("Tout est réparti.")).toBeVisible();
  const reverse = page.getByRole("table", { name: "Reversé par le chef de file" });
  await expect(reverse.getByRole("row", { name: /^Total reversé/ })).toContainText(montant("1 079 545,45"));

  const parts = page.getByRole("textbox", { name: /^Part \(/ });
  await parts.first().fill("75");
  await parts.nth(1).fill("25");
  await expect(page.getByRole("textbox", { name: "Montant de la part" }).nth(1)).toHaveValue(/2.375.000,00/);
  await expect(page.getByText("Tout est réparti.")).toBeVisible();

  // One cent over the ceiling: said at once, and the shares wait for a yes.
  await page.getByLabel("Montant, France 2030").fill("15 400 000,01");
  await expect(page.getByText(/ne suivent plus leur part/)).toBeVisible();
  await expect(page.locator(".rg-panneau").first()).toContainText("0,01");
  await page.getByRole("button", { name: "Recalculer selon les parts" }).click();
  await dialogue.getByRole("button", { name: "Appliquer" }).click();
  await expect(page.getByText("Tout est réparti.")).toBeVisible();

  await page.getByRole("button", { name: /modifier la source Branche/ }).click();
  await dialogue.getByLabel("Nature").selectOption({ label: "Valorisation" });
  await expect(dialogue.getByText(/Sans sa base/)).toBeVisible();
  await sansDefautAxe(page);
  await dialogue.getByLabel("Base de la valorisation").fill("120 jours de formateur à 350 € par jour");
  await dialogue.getByRole("button", { name: "Terminé" }).click();
  await expect(page.getByText("120 jours de formateur").first()).toBeVisible();

  await page.getByRole("tab", { name: "Tableau" }).click();
  await expect(page.getByRole("table", { name: /^Année par année/ })).toContainText("2024");
  await sansDefautAxe(page);

  await page.getByLabel("Trier les sources").selectOption({ label: "Du plus grand montant au plus petit" });
  await page.getByLabel(/^Montant, Région/).fill("");
  await page.getByRole("tab", { name: "Graphique" }).click();
  await expect(page.getByText("Montant inconnu.", { exact: true })).toBeVisible();
  await sansDefautAxe(page);
});
