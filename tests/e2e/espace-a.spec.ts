import { expect, type Locator, type Page, test } from "@playwright/test";
import { sansDefautAxe } from "./outils/axe";
import { connecter } from "./outils/personnes";

/**
 * The workspace of a dossier: what one types moves the verdict, a finding leads to its field, nothing typed is lost.
 * Each test makes its own dossier from the FPI AURA example, so that none depends on another.
 */

const SECTIONS = ["identite", "lettre", "diagnostic", "strategie", "pieces", "verification", "depot"] as const;

const seConnecter = (page: Page, nom = "Alex Exemple"): Promise<void> => connecter(page, nom);

/** A dossier of one's own: creation from the three answers. */
async function creerDossier(page: Page): Promise<string> {
  await page.goto("/dossiers/nouveau");
  await page.getByLabel("Région académique").selectOption({ label: "Auvergne-Rhône-Alpes" });
  await page.getByLabel(/dossier classique/).check({ force: true });
  await page.getByLabel(/^Filière principale/).selectOption({ label: "Décarbonation de l’industrie" });
  await page.getByRole("button", { name: "Créer le dossier" }).click();
  await expect(page).toHaveURL(/\/dossiers\/[0-9a-f-]{36}\//);
  return (/\/dossiers\/[0-9a-f-]{36}/.exec(page.url()) as RegExpExecArray)[0];
}

/** FPI AURA itself, for what only reads. */
async function ouvrirFpi(page: Page): Promise<string> {
  await page.goto("/dossiers?recherche=FPI");
  const lien = page
    .getByRole("main")
    .getByRole("link", { name: /FPI AURA|Formation pro industrie/ })
    .first();
  const adresse = (await lien.getAttribute("href")) as string;
  return adresse;
}

const section = async (page: Page, dossier: string, code: string): Promise<void> => {
  await page.goto(`${dossier}/${code}`);
  await expect(page.locator(`[data-section-prete="${code}"]`)).toBeVisible();
};

const panneau = (page: Page): Locator => page.getByRole("complementary", { name: "Verdict du dossier" });
const etat = (page: Page): Locator => page.getByRole("status").filter({ hasText: /nregistr|Hors ligne|expirée/ });
const enregistre = (page: Page) => expect(etat(page)).toHaveText(/^Enregistré à/);

test.describe("espace d’un dossier", () => {
  test.beforeEach(async ({ page }) => seConnecter(page));

  test("ce qui est tapé change aussitôt le verdict et l’état de la section", async ({ page }) => {
    const dossier = await creerDossier(page);
    await section(page, dossier, "identite");
    const menu = page.getByRole("navigation", { name: "Sections du dossier" });
    await page.getByRole("textbox", { name: /Durée/ }).fill("72");
    await expect(panneau(page)).toContainText("Non éligible");
    await expect(page.getByRole("textbox", { name: /Durée/ })).toHaveAccessibleDescription(/60/);
    await page.getByRole("textbox", { name: /Durée/ }).fill("36");
    await expect(panneau(page)).toContainText("Indéterminé");
    await page.getByLabel(/Volet.2/).check({ force: true });
    await page.getByLabel(/Décarboner l’industrie/).check({ force: true });
    await expect(menu.getByRole("link", { name: /^Identité/ })).toContainText("Complet");
    await enregistre(page);
    await page.reload();
    await expect(page.getByRole("textbox", { name: /Durée/ })).toHaveValue("36");
    await expect(page.getByLabel(/Volet.2/)).toBeChecked();
  });

  test("la marge suit la subvention, au centime", async ({ page }) => {
    const dossier = await ouvrirFpi(page);
    await section(page, dossier, "financement");
    const marge = panneau(page).locator("dl > div").filter({ hasText: "Marge" }).locator("dd");
    await expect(marge).toHaveText("5 900 000,00 €");
    const montant = page.getByLabel("Montant, France 2030");
    await montant.fill("9 500 000,01");
    await expect(marge).toHaveText("5 899 999,99 €");
    await montant.fill("15400000,01");
    await expect(panneau(page)).toContainText("Plafond dépassé de");
    await expect(panneau(page)).toContainText("0,01 €");
    await enregistre(page);
    await montant.fill("9500000");
    await montant.press("Tab");
    await expect(montant).toHaveValue(/^9\s500\s000,00$/);
    await enregistre(page);
    await page.reload();
    await expect(montant).toHaveValue(/^9\s500\s000,00$/);
  });

  test("un montant mal écrit donne une phrase sur son champ, et rien n’est enregistré", async ({ page }) => {
    const dossier = await ouvrirFpi(page);
    await section(page, dossier, "financement");
    const montant = page.getByLabel("Montant, France 2030");
    await montant.fill("neuf millions");
    await montant.press("Tab");
    await expect(montant).toHaveAccessibleDescription(/Écrivez un montant en euros, par exemple/);
    await expect(etat(page)).toHaveText(/Non enregistré/);
    await montant.fill("9500000");
    // What it was before: nothing to send.
    await expect(etat(page)).toHaveText(/^(?:Rien à enregistrer|Enregistré à)/);
    await page.reload();
    await expect(montant).toHaveValue(/^9\s500\s000,00$/);
  });

  test("un constat mène à son champ et lui donne le focus, d’une section à l’autre", async ({ page }) => {
    const dossier = await creerDossier(page);
    await section(page, dossier, "diagnostic");
    await page.goto(`${dossier}/verification?regles=toutes`);
    await page.getByRole("link", { name: /durée/i }).first().click();
    await expect(page).toHaveURL(/\/identite#dureeMois$/);
    await expect(page.getByRole("textbox", { name: /Durée/ })).toBeFocused();
    // On the same section, the same link aims again.
    await page.getByRole("textbox", { name: "Acronyme" }).focus();
    await page.goto(`${dossier}/identite#objectifsFrance2030`);
    await expect(page.getByLabel(/Petits réacteurs/)).toBeFocused();
  });

  test("ce qui est gardé sur l’appareil est repris en silence à la réouverture, avec un avis", async ({
    page,
    context,
  }) => {
    const dossier = await creerDossier(page);
    await section(page, dossier, "identite");
    await context.setOffline(true);
    await page.getByRole("textbox", { name: "Acronyme" }).fill("SANS RÉSEAU");
    await page.getByRole("textbox", { name: /Durée/ }).fill("24");
    await expect(etat(page)).toHaveText(/Hors ligne : 2 modifications gardées sur cet appareil/);
    // The browser is closed with its edits unsaved, then opened again once the network is back.
    await page.close();
    await context.setOffline(false);
    const suite = await context.newPage();
    await section(suite, dossier, "identite");
    const avis = suite.getByRole("status").filter({ hasText: "gardées sur cet appareil ont été reprises" });
    await expect(avis).toContainText("2 modifications");
    await avis.getByRole("button", { name: "Voir" }).click();
    await expect(avis.getByRole("link", { name: "Acronyme" })).toBeVisible();
    await expect(suite.getByRole("textbox", { name: "Acronyme" })).toHaveValue("SANS RÉSEAU");
    await enregistre(suite);
    await suite.reload();
    await expect(suite.getByRole("textbox", { name: "Acronyme" })).toHaveValue("SANS RÉSEAU");
    await expect(avis).toHaveCount(0);
  });

  test("se déconnecter avec des saisies non enregistrées le demande, puis n’en laisse rien sur l’appareil", async ({
    page,
    context,
  }) => {
    const dossier = await creerDossier(page);
    await section(page, dossier, "identite");
    const gardees = () => page.evaluate(() => Object.keys(localStorage).filter((c) => c.startsWith("rigel:gardees:")));
    await page.getByRole("textbox", { name: /Durée/ }).fill("trente-six");
    await expect(etat(page)).toHaveText(/Non enregistré/);
    await expect.poll(async () => (await gardees()).length).toBe(1);
    let question = "";
    page.on("dialog", (dialogue) => {
      question = dialogue.message();
      void dialogue.accept();
    });
    await page.getByRole("button", { name: "Se déconnecter" }).click();
    await expect(page.getByRole("link", { name: "Se connecter" }).first()).toBeVisible();
    expect(question).toContain("ne sont pas encore enregistrées");
    expect(await gardees()).toEqual([]);
    // Someone else on the same device finds nothing.
    await context.clearCookies();
    await seConnecter(page, "Sacha Exemple");
    await page.goto("/dossiers");
    expect(await gardees()).toEqual([]);
  });

  test("le réseau revenu, la saisie part seule", async ({ page, context }) => {
    const dossier = await creerDossier(page);
    await section(page, dossier, "identite");
    await context.setOffline(true);
    await page.getByRole("textbox", { name: "Acronyme" }).fill("RETOUR");
    await expect(etat(page)).toHaveText(/Hors ligne : 1 modification gardée sur cet appareil/);
    await context.setOffline(false);
    await enregistre(page);
  });

  test("deux pages sur le même champ : les deux valeurs, un choix, et « Annuler » rend la sienne", async ({
    page,
    context,
  }) => {
    const dossier = await creerDossier(page);
    await section(page, dossier, "identite");
    const autre = await context.newPage();
    await section(autre, dossier, "identite");
    const enLigne = (vrai: boolean) =>
      Object.defineProperty(navigator, "onLine", { value: vrai, configurable: true }) && undefined;
    await page.evaluate(enLigne, false);
    await page.getByRole("textbox", { name: "Acronyme" }).fill("MIENNE");
    await expect(etat(page)).toHaveText(/Hors ligne/);
    await autre.getByRole("textbox", { name: "Acronyme" }).fill("AUTRE");
    await autre.getByRole("textbox", { name: /Durée/ }).fill("30");
    await enregistre(autre);
    await page.evaluate(enLigne, true);
    await page.getByRole("button", { name: "Réessayer" }).click();
    // The other field came by itself; this one asks, without opening anything over the person.
    await expect(page.getByRole("textbox", { name: /Durée/ })).toHaveValue("30");
    await expect(page.getByRole("textbox", { name: "Acronyme" })).toHaveAccessibleDescription(/AUTRE/);
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await page.getByRole("button", { name: "Voir les deux valeurs" }).click();
    const dialogue = page.getByRole("dialog", { name: "Acronyme" });
    await expect(dialogue).toContainText("MIENNE");
    await dialogue.getByRole("button", { name: "Garder l’autre" }).click();
    await expect(page.getByRole("textbox", { name: "Acronyme" })).toHaveValue("AUTRE");
    await enregistre(page);
    await page.getByRole("button", { name: "Annuler : Acronyme (Identité)" }).click();
    await expect(page.getByRole("textbox", { name: "Acronyme" })).toHaveValue("MIENNE");
    await expect(page.getByRole("textbox", { name: "Acronyme" })).toBeFocused();
    await enregistre(page);
  });

  test("un objectif ajouté puis retiré revient par « Annuler le retrait »", async ({ page }) => {
    const dossier = await creerDossier(page);
    await section(page, dossier, "strategie");
    await page.getByRole("button", { name: "Ajouter un objectif" }).click();
    await expect(page.getByLabel("Document")).toBeFocused();
    await page.getByLabel("Document").fill("CPRDFOP");
    await page.getByLabel("Page ou ligne").fill("L117");
    await page.getByRole("button", { name: /Retirer Objectif/ }).click();
    await expect(page.getByRole("button", { name: "Annuler le retrait" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByLabel("Document")).toHaveValue("CPRDFOP");
    await enregistre(page);
    await page.reload();
    await expect(page.getByLabel("Page ou ligne")).toHaveValue("L117");
  });

  test("une pièce se joint, se date et lève son constat ; un mauvais fichier est refusé avec sa raison", async ({
    page,
  }) => {
    const dossier = await creerDossier(page);
    await section(page, dossier, "pieces");
    const preuve = page.getByRole("region", { name: "Validation du conseil régional" });
    await expect(preuve).toContainText("Indéterminé");
    await preuve.getByLabel(/Joindre/).setInputFiles({
      name: "deliberation.exe",
      mimeType: "application/octet-stream",
      buffer: Buffer.from("MZ"),
    });
    await expect(preuve).toContainText("ce format n’est pas accepté");
    await preuve.getByLabel(/Joindre/).setInputFiles({
      name: "page.pdf",
      mimeType: "application/pdf",
      buffer: Buffer.from("<!doctype html><title>page</title><p>Ceci n’est pas un PDF.</p>"),
    });
    // Refused by the server: its reason, with the name of the file, where it is announced.
    const refus = preuve.locator("[aria-live=polite] .fr-message--error", { hasText: "page.pdf" });
    await expect(refus).toBeVisible();
    await expect(refus).not.toContainText("à corriger");
    await preuve.getByLabel(/Joindre/).setInputFiles({
      name: "deliberation.png",
      mimeType: "image/png",
      buffer: Buffer.from(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
        "base64",
      ),
    });
    await expect(preuve.getByRole("link", { name: /deliberation\.png/ })).toBeVisible();
    await preuve.getByLabel("Date écrite sur la pièce").fill("2023-11-20");
    await preuve.getByLabel("Date écrite sur la pièce").press("Tab");
    await expect(preuve).not.toContainText("Indéterminé");
    await preuve.getByRole("button", { name: /Retirer/ }).click();
    await expect(preuve).toContainText("Indéterminé");
    await page.getByRole("button", { name: "Annuler le retrait" }).click();
    await expect(preuve.getByRole("link", { name: /deliberation\.png/ })).toBeVisible();
  });

  test("le dépôt dit ce qui l’empêche, chaque ligne menant à son champ", async ({ page }) => {
    const dossier = await creerDossier(page);
    await section(page, dossier, "depot");
    await expect(page.getByRole("heading", { name: "Ce qui empêche le dépôt" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Déposer le dossier" })).toBeDisabled();
    await page.getByRole("link", { name: "Écrire une justification" }).first().click();
    await expect(page).toHaveURL(/\/verification#justifications-/);
    await expect(page.getByLabel("Ou justifier l’écart").first()).toBeFocused();
  });

  test("les filtres de la vérification sont dans l’adresse", async ({ page }) => {
    const dossier = await ouvrirFpi(page);
    await section(page, dossier, "verification");
    // The address decides, once it has changed: « check » would want it at once.
    await expect(async () => {
      await page.getByLabel(/^Toutes/).click({ force: true });
      await expect(page).toHaveURL(/regles=toutes/, { timeout: 1_000 });
    }).toPass();
    await expect(page.getByRole("button", { name: /Subvention au plus égale à 70/ })).toBeVisible();
    await page.reload();
    await expect(page.getByLabel(/^Toutes/)).toBeChecked();
    await page.getByRole("button", { name: /Subvention au plus égale à 70/ }).click();
    await expect(page.getByText(/subvention maximale de 70/).first()).toBeVisible();
  });

  test("tout se fait au clavier, du menu au champ", async ({ page }) => {
    const dossier = await creerDossier(page);
    await section(page, dossier, "identite");
    await page.getByRole("link", { name: /^Diagnostic et besoins/ }).focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 2, name: "Diagnostic et besoins" })).toBeFocused();
    // Past the section's comments, the field's help and its formatting, each a single stop.
    const champ = page.locator("#reponses-diagnostic-texte");
    for (let arrets = 0; arrets < 4 && !(await champ.evaluate((e) => e === document.activeElement)); arrets++)
      await page.keyboard.press("Tab");
    await expect(champ).toBeFocused();
    await page.keyboard.type("Tapé au clavier");
    await enregistre(page);
    await page.reload();
    await expect(page.locator("[data-section-prete]")).toBeVisible();
    const ecrit = () => champ.evaluate((e) => ("value" in e ? String(e.value) : (e.textContent ?? "")));
    await expect.poll(ecrit).toBe("Tapé au clavier");
  });
});

test("chaque section est sans défaut pour axe, sur large et sur étroit", async ({ page }) => {
  test.setTimeout(180_000);
  await seConnecter(page);
  // Empty and full; on a narrow screen the full one, which is where things overflow.
  const [vide, plein] = [await creerDossier(page), await ouvrirFpi(page)];
  for (const dossier of [vide, plein])
    for (const code of SECTIONS) {
      await section(page, dossier, code);
      for (const width of dossier === plein ? [1280, 390] : [1280]) {
        await page.setViewportSize({ width, height: 900 });
        await sansDefautAxe(page);
        const deborde = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(await deborde(), `${code} à ${width}`).toBeLessThanOrEqual(0);
      }
      await page.setViewportSize({ width: 1280, height: 900 });
    }
});

test("sur un écran étroit, le verdict s’ouvre depuis la barre et les sections depuis le bouton @mobile", async ({
  page,
  isMobile,
}) => {
  test.skip(!isMobile, "la barre n’existe que sur un écran étroit");
  await seConnecter(page);
  await section(page, await creerDossier(page), "identite");
  await page.getByRole("button", { name: /à traiter/ }).click();
  const dialogue = page.getByRole("dialog", { name: "Verdict du dossier" });
  await expect(dialogue).toContainText("Plafond de subvention");
  await sansDefautAxe(page);
  await page.keyboard.press("Escape");
  await expect(dialogue).toBeHidden();
  await expect(page.getByRole("button", { name: /à traiter/ })).toBeFocused();
  await page.getByRole("button", { name: "Sections du dossier" }).click();
  await page.getByRole("link", { name: /^Pièces jointes/ }).click();
  await expect(page.getByRole("heading", { level: 2, name: "Pièces jointes" })).toBeVisible();
});
