import { type Browser, expect, type Page, test } from "@playwright/test";
import { sansDefautAxe } from "./outils/axe";

/** A person without anything to open asks, is granted, works, loses the right: their open page knows at once. */

async function entrer(browser: Browser, nom: RegExp): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto("/connexion");
  await page.getByRole("button", { name: nom }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/connexion"));
  return page;
}

test("demander un accès, l’obtenir, travailler, le perdre", async ({ browser }) => {
  test.setTimeout(180_000);
  const andrea = await entrer(browser, /compte de Andréa Exemple/);
  // Their établissement's carte is where they land; any other right is asked for.
  await expect(andrea).toHaveURL(/\/carte\/etablissements\/0699999U$/);
  await andrea.goto("/acces");
  await sansDefautAxe(andrea);
  await andrea.getByLabel("Rôle demandé").selectOption({ label: "Équipe projet" });
  await andrea.getByRole("button", { name: "Envoyer la demande" }).click();
  await expect(andrea.getByText("Écrivez le SIRET de votre organisation.")).toBeVisible();
  await andrea.getByLabel("Région académique").selectOption({ label: "Auvergne-Rhône-Alpes" });
  await andrea.getByLabel("SIRET de votre organisation").fill("110 000 000 00007");
  await andrea.getByLabel("Pourquoi avez-vous besoin de cet accès").fill("Je monte le dossier de mon lycée.");
  // Nothing typed is lost on the way.
  await andrea.reload();
  await expect(andrea.getByLabel("Pourquoi avez-vous besoin de cet accès")).toHaveValue(
    "Je monte le dossier de mon lycée.",
  );
  await andrea.getByRole("button", { name: "Envoyer la demande" }).click();
  await expect(andrea.getByText("Votre demande « Équipe projet » est envoyée")).toBeVisible();

  const morgan = await entrer(browser, /compte de Morgan Exemple/);
  await morgan.goto("/habilitations/demandes");
  await morgan.getByRole("link", { name: "Andréa Exemple" }).click();
  await expect(morgan.getByText("Je monte le dossier de mon lycée.")).toBeVisible();
  await sansDefautAxe(morgan);
  await morgan.getByRole("button", { name: "Accorder le droit" }).click();
  await expect(morgan.getByText("Décidée par Morgan Exemple")).toBeVisible();

  await andrea.goto("/dossiers/nouveau");
  await expect(andrea.getByRole("heading", { level: 1, name: "Nouveau dossier" })).toBeVisible();

  await morgan.getByRole("link", { name: "Voir le droit accordé" }).click();
  await expect(morgan.getByRole("heading", { level: 1, name: "Andréa Exemple, équipe projet" })).toBeVisible();
  await sansDefautAxe(morgan);
  await morgan.getByRole("button", { name: "Retirer le droit…" }).click();
  const modale = morgan.getByRole("dialog", { name: "Retirer ce droit ?" });
  await modale.getByLabel("Raison du retrait").fill("Le dossier est porté par un autre lycée.");
  await modale.getByRole("button", { name: "Retirer le droit" }).click();
  await expect(morgan.getByText(/Retiré, par Morgan Exemple/)).toBeVisible();

  // Their open page, without a reload: the next gesture is refused, and nothing typed is lost.
  await andrea.getByLabel("Région académique").selectOption({ label: "Auvergne-Rhône-Alpes" });
  await andrea.getByLabel(/Transformation de la carte, dossier classique/).check({ force: true });
  await andrea.getByLabel("Filière principale").selectOption({ index: 1 });
  await andrea.getByRole("button", { name: "Créer le dossier" }).click();
  await expect(andrea.getByText(/session est terminée/)).toBeVisible();
  await andrea.goto("/acces");
  await expect(andrea).toHaveURL("/connexion?retour=%2Facces");
});

test("la liste et la revue : chercher, garder une sélection @mobile", async ({ browser }) => {
  const morgan = await entrer(browser, /compte de Morgan Exemple/);
  await morgan.goto("/habilitations");
  await sansDefautAxe(morgan);
  await morgan.getByLabel("Chercher une personne").fill("elise");
  await morgan.getByRole("button", { name: "Filtrer" }).click();
  await expect(morgan.getByRole("link", { name: /Élise/ })).toBeVisible();
  await morgan.goto("/habilitations/revue");
  await sansDefautAxe(morgan);
  await morgan.getByRole("button", { name: "Choisir toute la page" }).click();
  await expect(morgan.getByRole("button", { name: "Garder la sélection" })).toBeEnabled();
  const large = await morgan.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(large, "la page ne défile pas de côté").toBeLessThanOrEqual(0);
});
