import { expect, test } from "@playwright/test";
import { dossiersVus } from "./outils/monde";
import { entrer } from "./outils/personnes";

test("l’historique d’un dossier se lit, se vérifie, s’exporte; le journal du service aussi", async ({
  page,
  playwright,
  baseURL,
}) => {
  const alex = await entrer(playwright, baseURL as string, "equipe_projet");
  const [dossier] = await dossiersVus(alex);
  await page.context().addCookies((await alex.storageState()).cookies);
  await page.goto(`/dossiers/${dossier}/historique`);
  await expect(page.getByRole("heading", { name: "Historique", level: 2 })).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "a importé le dossier" }).first()).toBeVisible();
  await page.getByRole("button", { name: "Vérifier maintenant" }).click();
  await expect(page.getByText(/Chaîne vérifiée\s: \d+\s+entrées?, dernière vérification le/)).toBeVisible();
  await page.getByLabel("Genre d’action").selectOption("lectures");
  await page.getByRole("button", { name: "Filtrer" }).click();
  await expect(page).toHaveURL(/famille=lectures/);
  await expect(page.getByText("a importé le dossier")).toHaveCount(0);

  const csv = await alex.get(`/api/v1/dossiers/${dossier}/historique.csv`);
  expect(csv.status()).toBe(200);
  expect(await csv.text()).toContain("a importé le dossier");

  const ange = await entrer(playwright, baseURL as string, "administrateur");
  expect((await ange.get(`/dossiers/${dossier}/historique`)).status()).toBe(404);
  await page.context().clearCookies();
  await page.context().addCookies((await ange.storageState()).cookies);
  await page.goto("/administration/journal");
  await expect(page.getByRole("listitem").filter({ hasText: "Alex Exemple" }).first()).toBeVisible();
  await page.getByRole("button", { name: "Vérifier maintenant" }).click();
  await expect(page.getByText(/Chaîne vérifiée\s: .*entrées, dernière vérification le/)).toBeVisible({
    timeout: 60_000,
  });
});

test("un relecteur voit ce qu’il a ouvert inscrit une fois, sous le nom de sa fonction", async ({
  page,
  playwright,
  baseURL,
}) => {
  const sgpi = await entrer(playwright, baseURL as string, "evaluateur_sgpi");
  const national = await entrer(playwright, baseURL as string, "lecteur_national");
  const [dossier] = await dossiersVus(sgpi);
  for (const section of ["identite", "budget", "identite"]) await sgpi.get(`/dossiers/${dossier}/${section}`);
  await page.context().addCookies((await national.storageState()).cookies);
  await page.goto(`/dossiers/${dossier}/historique?famille=lectures`);
  const lues = page.getByRole("listitem").filter({ hasText: "Évaluation (SGPI) a consulté le dossier" });
  await expect(lues).toHaveCount(1);

  await page.context().clearCookies();
  await page.context().addCookies((await sgpi.storageState()).cookies);
  await page.goto("/versions");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Dossiers rouverts par leur équipe");
});
