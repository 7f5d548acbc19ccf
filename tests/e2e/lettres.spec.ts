import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { produirePieceExemple } from "@/prisma/seed/piece-exemple";
import { sansDefautAxe } from "./outils/axe";
import { connecter } from "./outils/personnes";

/** A commitment letter from its making to its end: prepared, sent, signed, then stale because the amount changed. */

/** FPI AURA under another name, without any letter, nor what would make it the double of the other. */
async function importer(page: Page): Promise<string> {
  const lu = JSON.parse(readFileSync("tests/fixtures/exemples/fpi-aura.json", "utf8")) as DossierFichier;
  const fichier: DossierFichier = {
    ...lu,
    acronyme: "FPI lettres",
    transformations: [],
    partenaires: (lu.partenaires ?? []).map(({ lettreEngagement: _, ...p }) => p),
  };
  await page.goto("/dossiers/nouveau");
  await page.getByLabel("Fichier rigel-dossier/1").setInputFiles({
    name: "fpi.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify(fichier)),
  });
  await page.getByRole("button", { name: "Créer le dossier depuis ce fichier" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("FPI lettres");
  return new URL(page.url()).pathname.split("/").slice(0, 3).join("/");
}

test("préparer, envoyer, déposer la lettre signée ; le montant change, elle est périmée", async ({ page }) => {
  test.slow();
  await connecter(page, "Alex Exemple");
  const dossier = await importer(page);
  await page.goto(`${dossier}/lettres`);
  await expect(page.getByRole("button", { name: "À préparer (3)" })).toBeVisible();
  await sansDefautAxe(page);

  const branche = page.locator("#lettre-branche");
  await page.getByRole("button", { name: "Choisir tout ce qui reste à faire" }).click();
  await page.getByRole("button", { name: "Préparer les lettres choisies (3)" }).click();
  await expect(page.getByText("3 lettres préparées.")).toBeVisible({ timeout: 30_000 });
  await expect(branche.getByRole("link", { name: /Lettre n°/ })).toBeVisible();

  await branche.getByRole("button", { name: /^Envoyer/ }).click();
  const envoi = page.getByRole("dialog", { name: "Envoyer la lettre" });
  await envoi.getByRole("button", { name: "Envoyer", exact: true }).click();
  const adresse = envoi.getByLabel(/Adresse électronique pour Branche/);
  await expect(adresse).toBeFocused();
  await expect(envoi.getByText(/ne convient pas/)).toBeVisible();
  await sansDefautAxe(page);
  await adresse.fill("claude@branche.exemple.fr");
  await envoi.getByRole("button", { name: "Envoyer", exact: true }).click();
  await expect(page.getByText(/1.lettre prête/)).toBeVisible();
  await expect(branche.getByText("claude@branche.exemple.fr")).toBeVisible();

  await branche.getByRole("button", { name: /^Déposer la lettre signée/ }).click();
  const depot = page.getByRole("dialog", { name: /^Lettre signée de Branche/ });
  await depot.getByRole("button", { name: "Déposer la lettre signée" }).click();
  await expect(depot.getByText("Écrivez la date de signature.")).toBeVisible();
  const aujourdhui = new Intl.DateTimeFormat("fr-CA", { timeZone: "Europe/Paris" }).format(new Date());
  await depot.getByLabel(/Date de signature/).fill(aujourdhui);
  await depot.getByLabel(/^Lettre signée/).setInputFiles({
    name: "signee.pdf",
    mimeType: "application/pdf",
    buffer: Buffer.from(
      await produirePieceExemple({ titre: "Lettre", auteur: "Essai", date: "aujourd’hui", corps: "Exemple." }),
    ),
  });
  await depot.getByRole("button", { name: "Déposer la lettre signée" }).click();
  await expect(page.getByText(/^La lettre signée de Branche.*est déposée\.$/)).toBeVisible({ timeout: 30_000 });
  await expect(branche.getByText("Signée", { exact: true }).first()).toBeVisible();

  await page.goto(`${dossier}/financement`);
  const enregistre = page.waitForResponse(
    (r) => r.request().method() === "POST" && new URL(r.url()).pathname.startsWith("/dossiers/"),
  );
  await page.locator("#financements-2-montant").fill("4 100 000");
  await page.locator("#financements-2-montant").blur();
  await enregistre;
  await page.goto(`${dossier}/lettres`);
  await expect(branche.getByText("Périmée", { exact: true })).toBeVisible();
  await expect(branche).toContainText("4 000 000,00");
  await expect(branche).toContainText("4 100 000,00");
  await sansDefautAxe(page);
});
