import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { piloter } from "../outils/proconnect/demarrer";
import { sansDefautAxe } from "./outils/axe";

/** The provider is where the button leads (tests/e2e/outils/serveur.mjs starts it). */
async function fournisseur(request: APIRequestContext) {
  const depart = await request.get("/connexion/proconnect", { maxRedirects: 0 });
  const pilote = piloter(new URL(depart.headers().location ?? "").origin);
  await pilote.remettre();
  return pilote;
}

async function entrer(page: Page, personne: string, retour = "/compte/sessions"): Promise<void> {
  await page.goto(retour);
  await page.getByRole("link", { name: "S’identifier avec ProConnect" }).click();
  await page.getByRole("button", { name: personne }).click();
  await expect(page).toHaveURL(retour);
}

test("avec ProConnect : la page demandée, les sessions, en fermer une, et sortir jusque chez ProConnect @mobile", async ({
  page,
  browser,
  request,
  baseURL,
}) => {
  const pilote = await fournisseur(request);
  await page.goto("/compte/sessions");
  await expect(page).toHaveURL("/connexion?retour=%2Fcompte%2Fsessions");
  await sansDefautAxe(page);
  await entrer(page, "Dominique Marchand");
  await expect(page.getByRole("heading", { level: 1, name: "Mes sessions" })).toBeVisible();
  await expect(page.getByRole("banner").getByText("Dominique Marchand").first()).toBeAttached();

  const ailleurs = await browser.newPage({ ...(baseURL !== undefined && { baseURL }) });
  await entrer(ailleurs, "Dominique Marchand");
  await page.reload();
  await sansDefautAxe(page);
  const ouvertes = page.getByRole("table", { name: "Appareils connectés en ce moment" }).getByRole("row");
  // The header, this one, the other; more if an earlier run was cut short.
  await expect.poll(() => ouvertes.count()).toBeGreaterThanOrEqual(3);
  await expect(ouvertes.filter({ hasText: "Cette session" })).toHaveCount(1);
  await page.getByRole("button", { name: "Fermer toutes les autres sessions" }).click();
  await page.getByRole("button", { name: "Fermer les autres sessions" }).click();
  await expect(page.getByRole("status").getByText("Les autres sessions sont fermées.")).toBeVisible();
  await expect(ouvertes).toHaveCount(2);
  await ailleurs.reload();
  await expect(ailleurs).toHaveURL(/\/connexion\?retour=/);
  await ailleurs.close();

  await page.goto("/regles");
  const sortir = page.getByRole("button", { name: "Se déconnecter" }).filter({ visible: true });
  if ((await sortir.count()) === 0) await page.getByRole("button", { name: "Menu" }).click();
  await sortir.click();
  await expect(page).toHaveURL("/connexion?deconnecte=1");
  await expect(page.getByText("Vous êtes déconnecté")).toBeVisible();
  const { sorties } = await pilote.etat();
  expect(sorties).toMatchObject([{ sub: "9a77e310-dominique", retour: `${baseURL}/connexion/deconnecte` }]);
});

test("un refus de ProConnect ramène à la page de connexion, avec une phrase et sans session", async ({
  page,
  request,
}) => {
  const pilote = await fournisseur(request);
  const REFUS: [panne: string, phrase: RegExp][] = [
    ["refus", /interrompu la connexion/],
    ["code_expire", /a expiré ou a déjà servi/],
    ["nonce", /ne correspond pas à la connexion commencée/],
    ["userinfo_autre_cle", /signature .* n’est pas valable/],
    ["token_500", /ne répond pas/],
  ];
  for (const [panne, phrase] of REFUS) {
    await pilote.regler({ panne, compte: "sasha" });
    await page.goto("/connexion/proconnect?retour=%2Fcompte");
    await expect(page).toHaveURL(/^[^?]*\/connexion\?refus=/);
    await expect(page.getByRole("alert").filter({ hasText: phrase })).toBeVisible();
    await expect(page.getByRole("banner").getByRole("link", { name: "Se connecter" }).first()).toBeAttached();
  }
  await sansDefautAxe(page);
  // What was wanted is still known: once ProConnect answers, the person is there.
  await pilote.regler({ panne: null, compte: "sasha" });
  await page.getByRole("link", { name: "S’identifier avec ProConnect" }).click();
  await expect(page).toHaveURL("/compte");
});

test("une session finie en pleine saisie : on se reconnecte et l’on retrouve ce que l’on avait choisi", async ({
  page,
}) => {
  const persona = page.getByRole("button", { name: /compte de Alex Exemple/ });
  await page.goto("/dossiers/nouveau");
  await persona.click();
  await page.getByLabel(/^Filière principale/).selectOption({ index: 3 });
  await page
    .getByRole("group", { name: /^Régime/ })
    .getByRole("radio")
    .first()
    .check({ force: true });
  const choisie = await page.getByLabel(/^Filière principale/).inputValue();
  await page.context().clearCookies();
  await page.getByRole("button", { name: "Créer le dossier", exact: true }).click();
  await page.getByRole("link", { name: "Se reconnecter et revenir ici" }).click();
  await persona.click();
  await expect(page).toHaveURL("/dossiers/nouveau");
  await expect(page.getByLabel(/^Filière principale/)).toHaveValue(choisie);
});

test("le lien de connexion : même réponse pour tous ; ouvrir la page n’use rien, un lien faux n’ouvre rien", async ({
  page,
}) => {
  await page.goto("/connexion");
  const adresse = page.getByLabel(/^Adresse électronique/);
  await adresse.fill("pas une adresse");
  await page.getByRole("button", { name: "Recevoir un lien de connexion" }).click();
  await expect(page.getByText("Cette adresse n’est pas valable")).toBeVisible();
  await expect(adresse).toHaveValue("pas une adresse");
  await adresse.fill("personne@nulle-part.invalid");
  await page.getByRole("button", { name: "Recevoir un lien de connexion" }).click();
  await expect(page.getByText("un lien vient d’y être envoyé")).toBeVisible();

  await page.goto("/connexion/lien?jeton=invente");
  // The form holds it, the address bar no longer does, and no other site is told.
  await expect(page).toHaveURL(/\/connexion\/lien$/);
  await expect(page.locator('input[name="jeton"]')).toHaveValue("invente");
  await expect(page.locator('meta[name="referrer"]')).toHaveAttribute("content", "same-origin");
  await sansDefautAxe(page);
  await page.getByRole("main").getByRole("button", { name: "Se connecter" }).click();
  await expect(page.getByRole("alert").getByText("Ce lien n’ouvre plus de session")).toBeVisible();
  await sansDefautAxe(page);
});
