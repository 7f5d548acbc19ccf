import { type Browser, expect, type Page, test } from "@playwright/test";
import { sansDefautAxe } from "./outils/axe";
import { connecter } from "./outils/personnes";

/**
 * The team of a dossier, from the invitation to the removal: the link is read where the demo keeps its mails, since nothing
 * is really sent. Works in a dossier of its own.
 */

async function seConnecter(page: Page, nom: string): Promise<void> {
  if (new URL(page.url(), "http://x").pathname !== "/connexion") await page.goto("/connexion");
  await page
    .getByRole("button", { name: `Se connecter avec le compte de ${nom}` })
    .first()
    .click();
  await expect(page).toHaveURL((adresse) => !["/connexion", "/espace"].includes(adresse.pathname));
}

async function creerDossier(page: Page): Promise<string> {
  await page.goto("/dossiers/nouveau");
  await page.getByLabel("Région académique").selectOption({ label: "Auvergne-Rhône-Alpes" });
  await page.getByLabel(/dossier classique/).check({ force: true });
  await page.getByLabel(/^Filière principale/).selectOption({ label: "Décarbonation de l’industrie" });
  await page.getByRole("button", { name: "Créer le dossier" }).click();
  await expect(page).toHaveURL(/\/dossiers\/[0-9a-f-]{36}\//);
  return (/\/dossiers\/[0-9a-f-]{36}/.exec(page.url()) as RegExpExecArray)[0];
}

const autrePage = async (browser: Browser): Promise<Page> => (await browser.newContext()).newPage();

/** The link of the last invitation written to this address. */
async function lienPour(browser: Browser, destinataire: string): Promise<string> {
  const page = await autrePage(browser);
  await connecter(page, "Ange Exemple");
  await page.goto(`/administration/courriels?q=${encodeURIComponent(destinataire)}`);
  await page.getByRole("table").getByRole("link").first().click();
  await expect(page.getByText(/\/invitations\/[\w-]{43}/)).toBeVisible();
  const lien = /\/invitations\/[\w-]{43}/.exec(await page.getByRole("main").innerText())?.[0];
  await page.context().close();
  return lien as string;
}

test("inviter, accepter, écrire, être retiré, être refusé aussitôt", async ({ page, browser }) => {
  test.slow();
  await connecter(page, "Alex Exemple");
  const dossier = await creerDossier(page);
  await page.goto(`${dossier}/equipe`);
  await expect(page.getByRole("heading", { name: "Équipe", exact: true })).toBeVisible();

  // One address at fault: nothing leaves, what is typed stays.
  const adresses = page.getByLabel("Adresses électroniques");
  await adresses.fill("dominique@exemple.invalid, faux");
  await page.getByLabel(/^Rédacteur/).check({ force: true });
  await page.getByRole("button", { name: "Envoyer les invitations" }).click();
  await expect(page.getByText("« faux » : il manque « @ ».")).toBeVisible();
  await expect(adresses).toBeFocused();
  await adresses.fill("dominique@exemple.invalid");
  await page.getByRole("button", { name: "Envoyer les invitations" }).click();
  await expect(page.getByText(/1.invitation prête/)).toBeVisible();
  const attente = page.getByRole("table", { name: "Invitations en attente" });
  await expect(attente.getByRole("row", { name: /dominique@exemple.invalid/ })).toContainText("Rédacteur");
  await sansDefautAxe(page);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await sansDefautAxe(page);
  await page.setViewportSize({ width: 1280, height: 900 });

  // The wrong account, then the right one, which comes back to the invitation after signing in.
  const lien = await lienPour(browser, "dominique@exemple.invalid");
  const invitee = await autrePage(browser);
  await connecter(invitee, "Noa Exemple");
  await invitee.goto(lien);
  await expect(invitee.getByRole("heading", { name: "Cette invitation est pour une autre adresse" })).toBeVisible();
  await expect(invitee.getByRole("main")).not.toContainText("dominique@");
  await sansDefautAxe(invitee);
  await invitee.getByRole("button", { name: "Changer de compte" }).click();
  await expect(invitee).toHaveURL(/\/connexion/);
  await seConnecter(invitee, "Dominique Exemple");
  await expect(invitee).toHaveURL(new RegExp(`${lien}$`));
  await sansDefautAxe(invitee);
  await invitee.getByRole("button", { name: "Accepter l’invitation" }).click();
  await expect(invitee).toHaveURL(new RegExp(`${dossier}/`));

  // Writes, then is removed: the next page asked for is refused.
  await invitee.goto(`${dossier}/identite`);
  await expect(invitee.locator('[data-section-prete="identite"]')).toBeVisible();
  await invitee.getByRole("textbox", { name: /Durée/ }).fill("36");
  await expect(invitee.getByRole("status").filter({ hasText: /^Enregistré à/ })).toBeVisible();
  await page.reload();
  await page.getByRole("button", { name: "Retirer Dominique Exemple de l’équipe" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Retirer de l’équipe" }).click();
  await expect(page.getByRole("table", { name: "Membres de l’équipe" })).not.toContainText("Dominique");
  await invitee.goto(`${dossier}/identite`);
  await expect(invitee).toHaveURL(/\/connexion\?retour=/);
  await seConnecter(invitee, "Dominique Exemple");
  expect((await invitee.goto(`${dossier}/identite`))?.status()).toBe(404);

  // The used link says no more than one that never was.
  const phrase = async (adresse: string) => {
    const reponse = await invitee.goto(adresse);
    return [reponse?.status(), await invitee.getByRole("main").innerText()];
  };
  expect(await phrase(lien)).toEqual(await phrase("/invitations/inconnu"));
  await sansDefautAxe(invitee);
  await invitee.context().close();
});

test("un contact sans compte entre par son lien et ne lit que sa part", async ({ page, browser }) => {
  await connecter(page, "Alex Exemple");
  await page.goto("/dossiers?recherche=FPI");
  const dossier = await page
    .getByRole("main")
    .getByRole("link", { name: "FPI AURA", exact: true })
    .getAttribute("href");
  await page.goto(`${dossier}/equipe`);
  await page.getByRole("button", { name: /^Inviter un contact de Lycée professionnel/ }).click();
  const adresse = `lycee-${Date.now()}@partenaire.example`;
  await page.getByLabel("Adresse électronique du contact").fill(adresse);
  await page.getByRole("dialog").getByRole("button", { name: "Envoyer l’invitation" }).click();
  await expect(page.getByText(`Invitation prête pour ${adresse}`)).toBeVisible();

  const lien = await lienPour(browser, adresse);
  const contact = await autrePage(browser);
  await contact.goto(lien);
  await contact.getByRole("button", { name: "Continuer" }).click();
  await expect(contact.getByLabel("Votre prénom")).toBeFocused();
  await sansDefautAxe(contact);
  await contact.getByLabel("Votre prénom").fill("Camille");
  await contact.getByLabel("Votre nom").fill("Essai");
  await contact.getByRole("button", { name: "Continuer" }).click();
  await expect(contact).toHaveURL(/\/participation\/[0-9a-f-]{36}$/);
  await expect(contact.getByRole("heading", { name: "Lycée professionnel (exemple)" })).toBeVisible();
  await expect(contact.getByRole("main")).toContainText("22 000 000,00 €");
  await expect(contact.getByRole("main")).not.toContainText("GIPAL");
  await sansDefautAxe(contact);
  await contact.getByRole("navigation", { name: "Vous êtes ici" }).getByRole("link", { name: "Participation" }).click();
  await expect(contact.getByRole("table").getByRole("link", { name: /FPI AURA/ })).toBeVisible();
  await sansDefautAxe(contact);
  expect((await contact.goto(dossier as string))?.status()).toBe(404);
  await contact.context().close();
});
