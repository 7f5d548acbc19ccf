import { readFileSync } from "node:fs";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { extraireDossier } from "@/lib/pdf/extraction";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { uaiExemple } from "@/prisma/seed/consortium";
import { produirePieceExemple } from "@/prisma/seed/piece-exemple";
import { ecouterConsole } from "./outils/console";

/**
 * The journey that the portal exists for: a team opens FPI AURA, brings in one more co-financer, sees the margin and the
 * balance move, puts the plan right, files, and finds its own figures in the PDF.
 */

const COFINANCEUR = "Entreprise Exemple (apport ajouté)";

/** What a person does to a page: with a mouse, or with the keyboard alone. */
type Gestes = {
  activer(cible: Locator): Promise<void>;
  ecrire(champ: Locator, texte: string): Promise<void>;
  /** Day of a date field, as ISO. */
  dater(champ: Locator, iso: string): Promise<void>;
  choisir(liste: Locator, libelle: string): Promise<void>;
  cocher(case_: Locator): Promise<void>;
};

const SOURIS: Gestes = {
  activer: (cible) => cible.click(),
  async ecrire(champ, texte) {
    await champ.click();
    // As a person does: an amount changes its writing when entered, which `fill` does not expect.
    await champ.press("ControlOrMeta+a");
    await champ.pressSequentially(texte);
  },
  dater: (champ, iso) => champ.fill(iso),
  choisir: async (liste, label) => void (await liste.selectOption({ label })),
  async cocher(case_) {
    // The DSFR draws its boxes over the input: the label is what one clicks.
    await case_
      .page()
      .locator(`label[for="${await case_.getAttribute("id")}"]`)
      .click();
    await expect(case_).toBeChecked();
  },
};

const TABULATIONS_MAX = 300;

/** Tab, and nothing else, until the target has the focus: a target out of reach fails the test. */
async function atteindre(cible: Locator): Promise<void> {
  await expect(cible).toBeAttached();
  const clavier = cible.page().keyboard;
  for (let i = 0; i < TABULATIONS_MAX; i++) {
    if (await cible.evaluate((noeud) => noeud === document.activeElement)) return;
    await clavier.press("Tab");
  }
  throw new Error(`Hors d’atteinte au clavier : ${cible}`);
}

const CLAVIER: Gestes = {
  async activer(cible) {
    await atteindre(cible);
    await cible.page().keyboard.press("Enter");
  },
  async ecrire(champ, texte) {
    await atteindre(champ);
    await champ.page().keyboard.press("ControlOrMeta+a");
    await champ.page().keyboard.type(texte);
  },
  async dater(champ, iso) {
    const [annee, mois, jour] = iso.split("-");
    await atteindre(champ);
    // The order of the parts is the browser's own, which no setting of the page decides.
    await champ.page().keyboard.type(`${jour}${mois}${annee}`);
    if ((await champ.inputValue()) === iso) return;
    for (let i = 0; i < 2; i++) await champ.page().keyboard.press("Shift+Tab");
    await atteindre(champ);
    await champ.page().keyboard.type(`${mois}${jour}${annee}`);
    await expect(champ).toHaveValue(iso);
  },
  async choisir(liste, libelle) {
    await atteindre(liste);
    await liste.page().keyboard.type(libelle);
    await expect(liste.locator("option:checked")).toHaveText(libelle);
  },
  async cocher(case_) {
    await atteindre(case_);
    await case_.page().keyboard.press("Space");
    await expect(case_).toBeChecked();
  },
};

async function seConnecter(page: Page, gestes: Gestes, nom: string): Promise<void> {
  await page.goto("/connexion");
  await gestes.activer(page.getByRole("button", { name: `Se connecter avec le compte de ${nom}` }).first());
  await expect(page).toHaveURL(/\/dossiers/);
}

/** The verdict is a rail on a wide screen, a bar that opens a dialog on a narrow one. */
async function lireVerdict(page: Page, gestes: Gestes, lire: (panneau: Locator) => Promise<void>): Promise<void> {
  const barre = page.getByRole("region", { name: "Verdict du dossier" });
  if (!(await barre.isVisible())) return lire(page.getByRole("complementary"));
  await gestes.activer(barre.getByRole("button", { name: /à traiter/i }));
  const dialogue = page.getByRole("dialog", { name: "Verdict du dossier" });
  await lire(dialogue);
  await gestes.activer(dialogue.getByRole("button", { name: "Fermer" }));
}

/** The menu of sections is open beside the work, or folded into a button. */
async function ouvrirSection(page: Page, gestes: Gestes, nom: string): Promise<void> {
  const lien = page.getByRole("link", { name: new RegExp(`^${nom}`) });
  const bouton = page.getByRole("button", { name: "Sections du dossier" });
  await expect(lien.or(bouton).filter({ visible: true }).first()).toBeVisible();
  if (await bouton.isVisible()) await gestes.activer(bouton);
  await gestes.activer(lien.filter({ visible: true }).first());
  await expect(page.getByRole("heading", { level: 2, name: nom })).toBeVisible();
}

const enregistre = (page: Page) =>
  expect(
    page
      .getByRole("status")
      .filter({ hasText: /^Enregistré à/ })
      .first(),
  ).toBeVisible();

/** The value beside a name in a list of figures. */
const chiffre = (dans: Locator, nom: string) =>
  dans
    .locator("dl > div")
    .filter({ has: dans.page().getByText(nom, { exact: true }) })
    .locator("dd");

async function ajouterPartenaire(page: Page, gestes: Gestes): Promise<void> {
  await ouvrirSection(page, gestes, "Partenaires");
  await gestes.activer(page.getByRole("button", { name: "Ajouter un partenaire" }));
  const carte = page.getByRole("listitem").filter({ has: page.getByLabel("Nature juridique") });
  await gestes.ecrire(carte.getByLabel("Nom", { exact: true }), COFINANCEUR);
  await gestes.choisir(carte.getByLabel("Nature juridique"), "Entreprise");
  await gestes.choisir(carte.getByLabel("Catégorie"), "Employeur");
  await gestes.ecrire(carte.getByLabel("Montant signé"), "300000");
  await gestes.dater(carte.getByLabel("Signée le"), "2024-02-26");
  await enregistre(page);
}

async function ajouterSource(page: Page, gestes: Gestes): Promise<void> {
  await ouvrirSection(page, gestes, "Plan de financement");
  await gestes.activer(page.getByRole("button", { name: "Ajouter une source" }));
  const dialogue = page.getByRole("dialog", { name: "Source de financement" });
  await gestes.choisir(dialogue.getByLabel("Origine"), "Entreprise");
  await gestes.choisir(dialogue.getByLabel("Partenaire"), COFINANCEUR);
  await gestes.ecrire(dialogue.getByLabel("Montant"), "300000");
  await gestes.activer(dialogue.getByRole("button", { name: "Terminé" }));
  await gestes.cocher(page.getByLabel(`Engagé, Entreprise, ${COFINANCEUR}`));
}

async function equilibrerPlan(page: Page, gestes: Gestes): Promise<void> {
  await lireVerdict(page, gestes, async (panneau) => {
    await expect(chiffre(panneau, "Marge")).toHaveText("5 900 000,00 €");
    await expect(chiffre(panneau, "Reste à cofinancer")).toHaveText("−300 000,00 €");
    await expect(panneau).toContainText("Ressources en trop : 300 000,00 €.");
  });
  // The new money takes the place of as much subsidy: the margin grows, the plan balances again.
  await gestes.ecrire(page.getByLabel("Montant, France 2030"), "9200000");
  await lireVerdict(page, gestes, async (panneau) => {
    await expect(chiffre(panneau, "Marge")).toHaveText("6 200 000,00 €");
    await expect(chiffre(panneau, "Reste à cofinancer")).toHaveText("0,00 €");
    await expect(panneau).toContainText("Ressources égales au coût, au centime.");
  });
  await enregistre(page);
}

/**
 * The planned day of the example is long past: filing today asks why, and so does a dossier of another test that claims the
 * same places. Each link leads to the very field.
 */
async function justifierEcarts(page: Page, gestes: Gestes): Promise<void> {
  await ouvrirSection(page, gestes, "Dépôt");
  await expect(page.getByRole("button", { name: "Déposer le dossier" })).toBeDisabled();
  const liens = page.getByRole("link", { name: /^Écrire une justification/ });
  await expect(liens.first()).toBeVisible();
  for (let reste = await liens.count(); reste > 0; reste--) {
    await gestes.activer(liens.first());
    const champ = page.getByLabel("Ou justifier l’écart").and(page.locator(":focus"));
    await gestes.ecrire(champ, "Calendrier revu avec l’opérateur (exemple).");
    await enregistre(page);
    await ouvrirSection(page, gestes, "Dépôt");
    await expect(liens).toHaveCount(reste - 1);
  }
}

async function deposer(page: Page, gestes: Gestes): Promise<void> {
  await gestes.activer(page.getByRole("button", { name: "Déposer le dossier" }));
  const dialogue = page.getByRole("dialog", { name: "Déposer le dossier" });
  await expect(chiffre(dialogue, "Subvention demandée")).toHaveText("9 200 000,00 €");
  await expect(chiffre(dialogue, "Coût total")).toHaveText("22 000 000,00 €");
  await expect(chiffre(dialogue, "Reste à cofinancer")).toHaveText("0,00 €");
  await gestes.cocher(dialogue.getByLabel(/J’ai relu ces chiffres/));
  await gestes.activer(dialogue.getByRole("button", { name: "Confirmer le dépôt" }));
  await expect(page.getByText("Version 1", { exact: true })).toBeVisible();
}

async function telechargerPdf(page: Page, gestes: Gestes): Promise<Uint8Array> {
  const attendu = page.waitForEvent("download");
  await gestes.activer(page.getByRole("link", { name: /Télécharger le PDF de la version 1/ }));
  return readFileSync(await (await attendu).path());
}

/** The PDF carries what was filed, and the API gives the same. */
async function comparerDonnees(page: Page, pdf: Uint8Array): Promise<void> {
  const lu = await extraireDossier(pdf);
  if (!lu.ok) throw new Error(`Le PDF ne rend pas ses données : ${lu.motif}`);
  const donnees = lu.donnees as DossierFichier;
  const ajoutee = donnees.partenaires?.find((p) => p.nom === COFINANCEUR);
  expect(ajoutee).toMatchObject({ nature: "entreprise", lettreEngagement: { montant: "300000.00" } });
  expect(donnees.financements).toContainEqual(
    expect.objectContaining({ source: "entreprise", partenaire: ajoutee?.id, montant: "300000.00", engage: true }),
  );
  expect(donnees.financements?.find((f) => f.source === "france2030")?.montant).toBe("9200000.00");
  const id = /\/dossiers\/([0-9a-f-]{36})/.exec(page.url())?.[1];
  const exporte = await page.request.get(`/api/v1/dossiers/${id}`);
  expect(donnees).toEqual(await exporte.json());
}

async function finirLeParcours(page: Page, gestes: Gestes): Promise<void> {
  await ajouterPartenaire(page, gestes);
  await ajouterSource(page, gestes);
  await equilibrerPlan(page, gestes);
  await justifierEcarts(page, gestes);
  await deposer(page, gestes);
  await comparerDonnees(page, await telechargerPdf(page, gestes));
}

/**
 * A copy of the example with the files of its pieces, so that each variant files a dossier of its own. Its lycée is another
 * one: two dossiers may not claim the same places without a word.
 */
async function importerCopie(page: Page, acronyme: string, uai: string): Promise<void> {
  const texte = readFileSync("prisma/seed/exemples/fpi-aura.json", "utf8").replaceAll("0699999U", uai);
  const fichier = JSON.parse(texte) as DossierFichier;
  await page.goto("/dossiers/nouveau");
  await page.getByLabel("Fichier rigel-dossier/1").setInputFiles({
    name: "fpi-aura.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify({ ...fichier, acronyme })),
  });
  await page.getByRole("button", { name: "Créer le dossier depuis ce fichier" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(acronyme);
  await ouvrirSection(page, SOURIS, "Pièces jointes");
  for (const titre of ["Stratégie régionale du recteur", "Validation du conseil régional"]) {
    const zone = page.getByRole("region", { name: titre });
    const buffer = await produirePieceExemple({ titre, auteur: "Essai", date: "15 octobre 2023", corps: "Exemple." });
    const piece = { name: "piece.pdf", mimeType: "application/pdf", buffer };
    await zone.getByLabel("Ajouter le fichier manquant").setInputFiles(piece);
    await expect(zone.getByRole("link", { name: /piece\.pdf/ })).toBeVisible();
  }
}

test.describe("le parcours de démonstration", () => {
  // A whole journey, with a PDF made on the way.
  test.setTimeout(180_000);

  test("Alex ouvre FPI AURA, ajoute un cofinanceur, rééquilibre le plan, dépose et retrouve ses chiffres dans le PDF", async ({
    page,
  }) => {
    const plaintes = ecouterConsole(page);
    await seConnecter(page, SOURIS, "Alex Exemple");
    await page.getByRole("link", { name: "FPI AURA", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("FPI AURA");
    await finirLeParcours(page, SOURIS);
    expect(plaintes()).toEqual([]);
  });

  test("il se fait au clavier seul", async ({ page }) => {
    await seConnecter(page, CLAVIER, "Alex Exemple");
    await importerCopie(page, "FPI clavier", uaiExemple("069", 51));
    await finirLeParcours(page, CLAVIER);
  });

  test("il tient sur un écran de 390 px", async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await seConnecter(page, SOURIS, "Alex Exemple");
    await importerCopie(page, "FPI 390", uaiExemple("069", 52));
    await finirLeParcours(page, SOURIS);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  });
});
