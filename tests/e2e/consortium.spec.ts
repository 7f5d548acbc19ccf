import { readFileSync } from "node:fs";
import { type Browser, expect, type Page, test } from "@playwright/test";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { produirePieceExemple } from "@/prisma/seed/piece-exemple";
import { GrilleBudget } from "./outils/grille-budget";
import { connecter } from "./outils/personnes";

/**
 * The journey of a consortium: FPI AURA's partners are invited, each fills its part, the plan balances, the letters are made
 * out and signed, one amount changes and its letter goes stale for everyone. In a dossier of its own.
 */

const LYCEE = "Lycée professionnel (exemple)";
const BRANCHE = "Branche industrielle (exemple)";
const ATTENTE = { timeout: 60_000 };

/** FPI AURA before its partners answered: the lycée's spending and the branche's money are still to come, nobody signed. */
function avantReponses(): DossierFichier {
  const lu = JSON.parse(readFileSync("tests/fixtures/exemples/fpi-aura.json", "utf8")) as DossierFichier;
  return {
    ...lu,
    acronyme: "FPI consortium",
    transformations: [],
    partenaires: (lu.partenaires ?? []).map(({ lettreEngagement: _, ...p }) => p),
    budget: (lu.budget ?? []).map((l) => (l.partenaire === "lp" ? { ...l, montant: null } : l)),
    financements: (lu.financements ?? []).map((f) =>
      f.partenaire === "branche" ? { ...f, montant: null, engage: false } : f,
    ),
  };
}

async function importer(page: Page): Promise<string> {
  await page.goto("/dossiers/nouveau");
  await page.getByLabel("Fichier rigel-dossier/1").setInputFiles({
    name: "fpi.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify(avantReponses())),
  });
  await page.getByRole("button", { name: "Créer le dossier depuis ce fichier" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("FPI consortium");
  return new URL(page.url()).pathname.split("/").slice(0, 3).join("/");
}

const ouvrir = async (page: Page, adresse: string): Promise<void> => {
  await page.goto(adresse);
  await expect(page.locator(`[data-section-prete="${adresse.split("/").at(-1)}"]`)).toBeVisible(ATTENTE);
};

const enregistre = (page: Page) =>
  expect(
    page
      .getByRole("status")
      .filter({ hasText: /^Enregistré à/ })
      .first(),
  ).toBeVisible(ATTENTE);

/** All at once, from the list, addresses reviewed; then each link as its person would find it in its mail. */
async function inviter(page: Page, dossier: string, adresses: Readonly<Record<string, string>>): Promise<void> {
  await ouvrir(page, `${dossier}/partenaires`);
  await page.getByRole("button", { name: /^Inviter les partenaires sans accès \(4\)/ }).click();
  const dialogue = page.getByRole("dialog", { name: "Inviter les partenaires sans accès" });
  for (const [nom, adresse] of Object.entries(adresses)) await dialogue.getByLabel(nom).fill(adresse);
  await dialogue.getByRole("button", { name: /^Envoyer 2.invitations$/ }).click();
  await expect(page.getByText(/2.invitations prêtes/)).toBeVisible(ATTENTE);
}

async function entrerParLeLien(browser: Browser, adresse: string, prenom: string): Promise<Page> {
  const administration = await (await browser.newContext()).newPage();
  await connecter(administration, "Ange Exemple");
  await administration.goto(`/administration/courriels?q=${encodeURIComponent(adresse)}`);
  await administration.getByRole("table").getByRole("link").first().click();
  await expect(administration.getByText(/\/invitations\/[\w-]{43}/)).toBeVisible();
  const lien = /\/invitations\/[\w-]{43}/.exec(await administration.getByRole("main").innerText())?.[0] ?? "";
  await administration.context().close();
  const page = await (await browser.newContext()).newPage();
  await page.goto(lien);
  await page.getByRole("button", { name: "Continuer" }).click();
  await page.getByLabel("Votre prénom").fill(prenom);
  await page.getByLabel("Votre nom").fill("Essai");
  await page.getByRole("button", { name: "Continuer" }).click();
  await expect(page).toHaveURL(/\/participation\/[0-9a-f-]{36}$/, ATTENTE);
  await expect(page.getByRole("heading", { name: "Votre budget" })).toBeVisible(ATTENTE);
  return page;
}

test("des partenaires invités à la lettre périmée", async ({ page, browser }) => {
  test.setTimeout(240_000);
  await connecter(page, "Alex Exemple");
  const dossier = await importer(page);
  const unique = Date.now();
  const adresses = { [LYCEE]: `lycee-${unique}@exemple.fr`, [BRANCHE]: `branche-${unique}@exemple.fr` };
  await inviter(page, dossier, adresses);

  // The lycée's contact spends, and sees neither the others nor their money.
  const lycee = await entrerParLeLien(browser, adresses[LYCEE] as string, "Camille");
  await expect(lycee.getByRole("main")).not.toContainText("GIPAL");
  await new GrilleBudget(lycee).taper(`${LYCEE}, Ingénierie de formation, 2026`, "2 500 000");
  await enregistre(lycee);

  // The branche's contact commits its money.
  const branche = await entrerParLeLien(browser, adresses[BRANCHE] as string, "Claude");
  await expect(branche.getByRole("main")).not.toContainText("Ingénierie de formation, 2026");
  await branche.getByRole("textbox", { name: "Montant de votre engagement" }).fill("4 000 000");
  await branche.getByRole("checkbox", { name: /^Nous nous engageons sur ce montant/ }).check({ force: true });
  await enregistre(branche);

  // The team reads both, and the plan balances to the cent.
  await ouvrir(page, `${dossier}/financement`);
  await expect(page.getByRole("main")).toContainText(/Plan équilibré|Équilibré/, ATTENTE);
  await expect(page.locator("#financements-2-montant")).toHaveValue(/4.000.000,00/);

  // Letters at today's amounts, one sent and signed by its partner.
  await page.goto(`${dossier}/lettres`);
  await page.getByRole("button", { name: "Choisir tout ce qui reste à faire" }).click();
  await page.getByRole("button", { name: /^Préparer les lettres choisies/ }).click();
  await expect(page.getByText(/3.lettres préparées/)).toBeVisible(ATTENTE);
  const ligne = page.locator("#lettre-branche");
  await ligne.getByRole("button", { name: /^Envoyer/ }).click();
  const envoi = page.getByRole("dialog", { name: "Envoyer la lettre" });
  await envoi.getByLabel(/Adresse électronique pour Branche/).fill(adresses[BRANCHE] as string);
  await envoi.getByRole("button", { name: "Envoyer", exact: true }).click();
  await expect(page.getByText(/1.lettre prête/)).toBeVisible(ATTENTE);

  await branche.reload();
  await branche.getByRole("button", { name: "Déposer la lettre signée" }).click();
  const aujourdhui = new Intl.DateTimeFormat("fr-CA", { timeZone: "Europe/Paris" }).format(new Date());
  await branche.getByLabel(/Date de signature/).fill(aujourdhui);
  const corps = { titre: "Lettre d’engagement", auteur: "Branche", date: "aujourd’hui", corps: "Signée (exemple)." };
  await branche.getByLabel(/^Lettre signée/).setInputFiles({
    name: "signee.pdf",
    mimeType: "application/pdf",
    buffer: Buffer.from(await produirePieceExemple(corps)),
  });
  await branche.getByRole("button", { name: "Déposer la lettre signée" }).click();
  await expect(branche.getByText("La lettre signée est déposée.")).toBeVisible(ATTENTE);
  await page.reload();
  await expect(ligne.getByText("Signée", { exact: true }).first()).toBeVisible();

  // The team asks the branche for more: its letter is stale in the plan, in the register, for the rules, and for the branche.
  await ouvrir(page, `${dossier}/financement`);
  await page.locator("#financements-2-montant").fill("4 100 000");
  await page.locator("#financements-2-montant").blur();
  await expect(page.getByRole("main")).toContainText("Périmée");
  await enregistre(page);
  await page.goto(`${dossier}/lettres`);
  await expect(ligne.getByText("Périmée", { exact: true })).toBeVisible();
  await expect(ligne).toContainText(/4.000.000,00/);
  await expect(ligne).toContainText(/4.100.000,00/);
  await page.goto(`${dossier}/verification`);
  await expect(page.getByRole("main")).toContainText("COH_LETTRES", ATTENTE);
  await branche.reload();
  await expect(branche.getByText(/Périmée\s: la lettre porte/)).toBeVisible(ATTENTE);

  // And it reaches nothing else of the dossier.
  for (const ailleurs of ["budget", "lettres", "scenarios", "apercu.pdf"])
    expect((await branche.goto(`${dossier}/${ailleurs}`))?.status(), ailleurs).toBe(404);
  await Promise.all([lycee.context().close(), branche.context().close()]);
});
