import { expect, type Page, test } from "@playwright/test";
import { sansDefautAxe } from "./outils/axe";
import { connecter } from "./outils/personnes";

/** Partners added from one box, in a dossier of its own: by name, by SIRET, taken back whole, and who carries the project. */

async function creerDossier(page: Page): Promise<string> {
  await page.goto("/dossiers/nouveau");
  await page.getByLabel("Région académique").selectOption({ label: "Auvergne-Rhône-Alpes" });
  await page.getByLabel(/dossier classique/).check({ force: true });
  await page.getByLabel(/^Filière principale/).selectOption({ label: "Décarbonation de l’industrie" });
  await page.getByRole("button", { name: "Créer le dossier" }).click();
  await expect(page).toHaveURL(/\/dossiers\/[0-9a-f-]{36}\//);
  return (/\/dossiers\/[0-9a-f-]{36}/.exec(page.url()) as RegExpExecArray)[0];
}

test("ajouter des partenaires par une seule boîte @mobile", async ({ page, isMobile }) => {
  test.slow();
  await connecter(page, "Alex Exemple");
  await page.goto(`${await creerDossier(page)}/partenaires`);
  const boite = page.getByRole("combobox", { name: "Ajouter un partenaire" });
  const trouvees = page.getByRole("listbox", { name: "Organisations trouvées" }).getByRole("option");
  const partenaires = page.getByRole("list", { name: "Partenaires du consortium" });

  await boite.fill("Groupement d’essai");
  const telQuel = page.getByRole("option", { name: "Ajouter « Groupement d’essai » sans identifiant" });
  await expect(telQuel).toBeVisible();
  await sansDefautAxe(page);
  await page.keyboard.press("ArrowUp");
  await expect(telQuel).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Replier Groupement d’essai" })).toBeFocused();
  await expect(page.getByLabel("Chef de file : Groupement d’essai")).toBeChecked();
  await expect(
    page.getByText("sans SIRET ni UAI, aucun registre ne peut la confirmer", { exact: false }),
  ).toBeVisible();

  // Declared once, it would be known the second time.
  await boite.fill(isMobile ? "999 996 002 00013" : "999 997 000 00016");
  await trouvees.last().click();
  await expect(page.getByLabel("Nom", { exact: true }).last()).toBeFocused();
  await page.keyboard.type("Ateliers d’essai");
  await expect(page.getByText("Identité non vérifiée : aucun registre ne l’a confirmée.")).toBeVisible();
  const chef = page.getByLabel("Chef de file : Ateliers d’essai");
  await chef.check({ force: true });
  await expect(
    page.getByText("Ateliers d’essai est chef de file, à la place de Groupement d’essai", { exact: false }),
  ).toBeVisible();
  await expect(page.getByLabel("Chef de file : Groupement d’essai")).not.toBeChecked();
  await sansDefautAxe(page);

  // The same SIRET again: its card, not another one.
  await boite.fill(isMobile ? "99999600200013" : "99999700000016");
  await trouvees.first().click();
  await expect(partenaires.getByRole("radio")).toHaveCount(2);

  // A wrong figure: said, and never taken for a yes.
  await boite.fill("99999700000017");
  await expect(page.getByText(/clé de contrôle de ce SIRET est fausse/)).toBeVisible();
  await expect(page.getByRole("option", { name: "Ajouter un partenaire sans cet identifiant" })).toBeVisible();
  await boite.press("Enter");
  await expect(boite).toHaveValue("99999700000017");
  await expect(partenaires.getByRole("radio")).toHaveCount(2);

  await boite.fill("Troisième");
  await page.getByRole("option", { name: /Ajouter « Troisième »/ }).click();
  await expect(partenaires.getByRole("radio")).toHaveCount(3);
  await page.keyboard.press("Control+z");
  await expect(partenaires.getByRole("radio")).toHaveCount(2);
});
