import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { sansDefautAxe } from "./outils/axe";

test("une page du portail demande la connexion, puis on y revient @mobile", async ({ page }) => {
  await page.goto("/dossiers?tri=titre");
  await expect(page).toHaveURL("/connexion?retour=%2Fdossiers%3Ftri%3Dtitre");
  await page.getByRole("button", { name: /compte de Alex Exemple/ }).click();
  await expect(page).toHaveURL("/dossiers?tri=titre");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await sansDefautAxe(page);
});

test("la personne connectée se voit dans l’en-tête, se déconnecte, et sait que rien n’est perdu", async ({ page }) => {
  await page.goto("/connexion");
  await page.getByRole("button", { name: /compte de Alex Exemple/ }).click();
  await expect(page).toHaveURL("/dossiers");
  const enTete = page.getByRole("banner");
  await expect(enTete.getByText("Alex Exemple, GIPAL Formation").filter({ visible: true })).toHaveCount(1);
  await expect(enTete.getByRole("link", { name: "Dossiers" })).toHaveAttribute("aria-current", "page");
  await enTete.getByRole("button", { name: "Se déconnecter" }).click();
  await expect(page.getByRole("status").getByText("Tout ce qui était enregistré est conservé")).toBeVisible();
  await expect(enTete.getByRole("link", { name: "Se connecter" })).toBeVisible();
  await page.goto("/dossiers");
  await expect(page).toHaveURL(/^[^?]*\/connexion\?retour=/);
});

test("se déconnecter avec une saisie en attente demande d’abord", async ({ page }) => {
  await page.goto("/connexion");
  await page.getByRole("button", { name: /compte de Alex Exemple/ }).click();
  await expect(page).toHaveURL("/dossiers");
  await page.evaluate(() => window.addEventListener("beforeunload", (evenement) => evenement.preventDefault()));
  let question = "";
  page.once("dialog", (dialogue) => {
    question = dialogue.message();
    return dialogue.dismiss();
  });
  await page.getByRole("banner").getByRole("button", { name: "Se déconnecter" }).click();
  await expect.poll(() => question).toContain("pas encore enregistrées");
  await expect(page).toHaveURL("/dossiers");
});

test("une adresse de retour vers un autre site est ignorée", async ({ page, baseURL }) => {
  await page.goto("/connexion?retour=%2F%2Fevil.example");
  await page.getByRole("button", { name: /compte de Alex Exemple/ }).click();
  await expect(page).toHaveURL(`${baseURL}/dossiers`);
});

test("sans RIGEL_DEMO, aucun compte n’est proposé ni accepté", async ({ page, request, baseURL }) => {
  // Loaded by Node itself: Playwright's own loader does not read import.meta.
  const { portLibre, servir } = await import("../../lib/cli/lancement/serveur.mjs");
  const donnees = mkdtempSync(path.join(tmpdir(), "rigel-sans-demo-"));
  const serveur = await servir(await portLibre(), {
    RIGEL_DATA: donnees,
    RIGEL_DEMO: "",
    DATABASE_URL: "",
    NEXTAUTH_SECRET: "un-secret-d-essai-de-plus-de-32-caracteres",
    LOG_LEVEL: "error",
  });
  try {
    // The demo's own form, as someone who kept it would send it: there it opens a session, here it must not.
    const html = await (await request.get("/connexion")).text();
    const action = /name="(\$ACTION_ID_[0-9a-f]+)"/.exec(html)?.[1] ?? "aucune action";
    const envoyer = (adresse: string) =>
      request.post(`${adresse}/connexion`, {
        multipart: { [action]: "", persona: "equipe_projet", retour: "/dossiers" },
        headers: { origin: adresse },
        maxRedirects: 0,
      });
    const ouverture = await envoyer(baseURL ?? "");
    expect(ouverture.headers()["set-cookie"]).toContain("rigel-session=");
    expect(ouverture.headers().location).toBe("/dossiers");
    const refus = await envoyer(serveur.adresse);
    expect(refus.headers()["set-cookie"]).toBeUndefined();
    expect(refus.headers().location).toMatch(/^\/connexion\?refus=interdit/);

    await page.goto(`${serveur.adresse}/connexion`);
    await expect(page.getByRole("heading", { level: 1, name: "Se connecter" })).toBeVisible();
    await expect(page.getByText("ProConnect")).toBeVisible();
    await expect(page.getByRole("main").getByRole("button", { name: /compte/ })).toHaveCount(0);
    await expect(page.getByText("Alex Exemple")).toHaveCount(0);

    await page.request.post(`${serveur.adresse}/api/auth/callback/persona`, { form: { code: "equipe_projet" } });
    await page.goto(`${serveur.adresse}/dossiers`);
    await expect(page).toHaveURL(/\/connexion\?retour=%2Fdossiers$/);
  } finally {
    await serveur.arreter();
    rmSync(donnees, { recursive: true, force: true });
  }
});
