import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { sansDefautAxe } from "./outils/axe";
import { connecter } from "./outils/personnes";

/** The administrator's pages, and one's own account. The person who is erased here is an invented one that no other test uses. */

const PERSONNE = "Rose Modèle (exemple)";

async function entrer(page: Page, nom: string): Promise<void> {
  await page.goto("/connexion");
  await page.getByRole("button", { name: `Se connecter avec le compte de ${nom}` }).click();
  await expect(page).toHaveURL(/\/(dossiers|administration)$/);
}

test("l’administrateur arrive chez lui, trouve un compte, le désactive, le rouvre et l’efface", async ({ page }) => {
  test.slow();
  await entrer(page, "Ange Exemple");
  await expect(page).toHaveURL("/administration");
  const menu = page.getByRole("navigation", { name: "Menu principal" });
  await expect(menu.getByRole("link", { name: "Administration" })).toHaveAttribute("aria-current", "page");
  await expect(menu.getByRole("link", { name: "Dossiers" })).toHaveCount(0);

  await page.getByRole("link", { name: "Utilisateurs" }).click();
  await page.getByRole("searchbox", { name: "Chercher une personne, une organisation" }).fill("rose modele");
  await page.getByRole("button", { name: "Filtrer" }).click();
  await expect(page.getByRole("status").filter({ hasText: /^1\scompte$/ })).toBeVisible();
  await sansDefautAxe(page);
  await page.getByRole("table").getByRole("link", { name: /Rose/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: PERSONNE })).toBeVisible();
  await sansDefautAxe(page);

  await page.getByRole("button", { name: "Désactiver le compte" }).click();
  const dialogue = page.getByRole("dialog");
  await dialogue.getByRole("button", { name: "Désactiver" }).click();
  await expect(dialogue.getByText("Dites pourquoi, en quelques mots.")).toBeVisible();
  await sansDefautAxe(page);
  await dialogue.getByRole("textbox", { name: "Motif" }).fill("Essai de fermeture");
  await dialogue.getByRole("button", { name: "Désactiver" }).click();
  await expect(page.getByText("Compte désactivé, sessions fermées.")).toBeVisible();
  await page.getByRole("button", { name: "Réactiver le compte" }).click();
  await dialogue.getByRole("button", { name: "Réactiver" }).click();
  await expect(page.getByText("Compte réactivé.")).toBeVisible();

  await page.getByRole("button", { name: "Effacer le compte" }).click();
  const mots = dialogue.getByRole("textbox", { name: /Écrivez/ });
  await mots.fill("oui");
  await dialogue.getByRole("button", { name: "Effacer le compte" }).click();
  await expect(dialogue.getByText("pour confirmer")).toBeVisible();
  await mots.fill("Effacer ce compte");
  await dialogue.getByRole("button", { name: "Effacer le compte" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Compte effacé" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Désactiver le compte" })).toHaveCount(0);
});

test("courriels et conservation se lisent ; la conservation montre sans effacer", async ({ page }) => {
  await connecter(page, "Ange Exemple");
  await page.goto("/administration/courriels");
  await expect(page.getByText("Aucun serveur de courrier n’est réglé")).toBeVisible();
  await page.getByRole("table").getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 2, name: "Texte" })).toBeVisible();
  await sansDefautAxe(page);
  await page.goto("/administration/conservation");
  await expect(page.getByRole("table", { name: /arrive à son terme/ })).toBeVisible();
});

test("mon compte, mes données et leur copie @mobile", async ({ page }) => {
  await connecter(page, "Alex Exemple");
  await page.goto("/compte");
  await expect(page.getByRole("table", { name: "Droits en cours" })).toBeVisible();
  await sansDefautAxe(page);
  await page.getByRole("link", { name: "Mes données" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Mes données" })).toBeVisible();
  // Alone to answer for live dossiers: told so, with the way out, instead of a button that would fail.
  await expect(page.getByText("Votre compte ne peut pas encore être effacé")).toBeVisible();
  await sansDefautAxe(page);
  const attente = page.waitForEvent("download");
  await page.getByRole("link", { name: "Télécharger (JSON)" }).click();
  const fichier = await (await attente).path();
  const lu = JSON.parse(readFileSync(fichier, "utf8"));
  expect(lu).toMatchObject({ format: "rigel-compte/1", compte: [{ prenom: "Alex" }] });
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
});

test("les pages d’administration ne s’ouvrent à personne d’autre", async ({ page }) => {
  await connecter(page, "Alex Exemple");
  for (const chemin of ["", "/utilisateurs", "/courriels", "/conservation"])
    expect((await page.goto(`/administration${chemin}`))?.status()).toBe(403);
  for (const chemin of ["/utilisateurs", "/courriels"])
    expect((await page.goto(`/administration${chemin}/00000000-0000-4000-8000-000000000000`))?.status()).toBe(404);
});
