import { readFileSync } from "node:fs";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { sansDefautAxe } from "./outils/axe";
import { ecouterConsole } from "./outils/console";
import { connecter } from "./outils/personnes";

/** List, creation, and the five sections that hold tables. Works on dossiers of its own: the others' counts stay theirs. */

const EQUIPE = "Camille Exemple";
const NATIONAL = "Eden Exemple";

const seConnecter = connecter;
async function ouvrirListe(page: Page): Promise<void> {
  await connecter(page, NATIONAL);
  await page.goto("/dossiers");
}

/**
 * FPI AURA under another name, another lycée and another filière: claiming the very same places, or weighing on the cost per
 * place of its filière, would put findings on the real one, which another test files.
 */
function fichierAura(acronyme: string): Buffer {
  const texte = readFileSync("tests/fixtures/exemples/fpi-aura.json", "utf8").replaceAll("0699999U", "0951099D");
  const dossier = JSON.parse(texte);
  return Buffer.from(JSON.stringify({ ...dossier, acronyme, titre: `Essai ${acronyme}`, filieres: ["autre"] }));
}

/** Imports FPI AURA under another name and gives back the address of its workspace. */
async function importer(page: Page, acronyme: string): Promise<string> {
  await page.goto("/dossiers/nouveau");
  await page
    .getByLabel("Fichier rigel-dossier/1")
    .setInputFiles({ name: "dossier.json", mimeType: "application/json", buffer: fichierAura(acronyme) });
  await page.getByRole("button", { name: "Créer le dossier depuis ce fichier" }).click();
  await expect(page).toHaveURL(/\/dossiers\/[0-9a-f-]{36}\/\w+/);
  return new URL(page.url()).pathname.split("/").slice(0, 3).join("/");
}

/** Opens a section and waits until React has taken it over: what is typed before is another story than these. */
async function ouvrir(page: Page, dossier: string, section: string): Promise<void> {
  await page.goto(`${dossier}/${section}`);
  await page.waitForFunction((code) => {
    const noeud = document.querySelector(`[data-section-prete="${code}"]`);
    return noeud !== null && Object.keys(noeud).some((cle) => cle.startsWith("__react"));
  }, section);
}

const enregistre = (page: Page) =>
  expect(
    page
      .getByRole("status")
      .filter({ hasText: /^Enregistré à/ })
      .first(),
  ).toBeVisible();

const lignes = (page: Page) =>
  page
    .getByRole("table")
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader") });

/** The number before the first space-like character: « 12 dossiers sur 34 ». */
const nombre = async (texte: Locator) => Number((await texte.innerText()).replace(/\D.*$/s, ""));

const coller = (champ: Locator, texte: string) =>
  champ.evaluate((noeud, t) => {
    const donnees = new DataTransfer();
    donnees.setData("text/plain", t);
    noeud.dispatchEvent(new ClipboardEvent("paste", { clipboardData: donnees, bubbles: true, cancelable: true }));
  }, texte);

test.describe("la liste des dossiers", () => {
  test("filtre par l’adresse, retire un filtre par son étiquette", async ({ page }) => {
    await ouvrirListe(page);
    const compte = page.getByRole("status").filter({ hasText: /dossiers? sur/ });
    const tous = await nombre(compte);
    await page.getByLabel("Régime").selectOption({ label: "ATCF" });
    await page.getByRole("button", { name: "Filtrer" }).click();
    await expect(page).toHaveURL(/regime=ATCF/);
    expect(await nombre(compte)).toBeLessThan(tous);
    for (const cellule of await page.getByRole("cell", { name: "ATCF", exact: true }).all())
      await expect(cellule).toBeVisible();
    await page.getByRole("link", { name: /Retirer le filtre.*ATCF/ }).click();
    await expect(page).not.toHaveURL(/regime/);
    await expect.poll(() => nombre(compte)).toBe(tous);
  });

  test("sans résultat, dit de retirer un filtre", async ({ page }) => {
    await ouvrirListe(page);
    await page.getByLabel("Chercher un dossier, un établissement").fill("zzz introuvable");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "Aucun dossier ne correspond. Retirez un filtre." })).toBeVisible();
    await page.getByRole("link", { name: "Tout effacer" }).first().click();
    await expect(lignes(page).first()).toBeVisible();
  });

  test("trie par l’en-tête et change de page", async ({ page }) => {
    await ouvrirListe(page);
    const entete = page.getByRole("columnheader", { name: /^Demandé/ });
    await expect(entete).toHaveAttribute("aria-sort", "none");
    await entete.getByRole("link").click();
    await expect(entete).toHaveAttribute("aria-sort", "descending");
    await entete.getByRole("link").click();
    await expect(entete).toHaveAttribute("aria-sort", "ascending");
    const premiere = await lignes(page).first().innerText();
    await page
      .getByRole("navigation", { name: "Pages de la liste" })
      .getByRole("link", { name: "Page suivante" })
      .click();
    await expect(page).toHaveURL(/page=2/);
    await expect(lignes(page).first()).not.toHaveText(premiere);
  });

  test("fonctionne sans JavaScript", async ({ browser, baseURL }) => {
    const contexte = await browser.newContext({ javaScriptEnabled: false, ...(baseURL && { baseURL }) });
    const page = await contexte.newPage();
    // Signing in too.
    await page.goto("/connexion");
    await page
      .getByRole("button", { name: `Se connecter avec le compte de ${NATIONAL}` })
      .first()
      .click();
    await page.getByLabel("Verdict").selectOption({ label: "Éligible" });
    await page.getByRole("button", { name: "Filtrer" }).click();
    await expect(page).toHaveURL(/verdict=eligible/);
    await expect(lignes(page).first()).toContainText("Éligible");
    await contexte.close();
  });

  test("un montant absent est « Non renseigné », jamais 0", async ({ page }) => {
    await seConnecter(page, NATIONAL);
    await page.goto("/dossiers?q=Projet+à+naître");
    const ligne = lignes(page).first();
    await expect(ligne.getByText("Non renseigné", { exact: true })).toHaveCount(2);
    await expect(ligne).not.toContainText("0,00");
  });
});

test.describe("la création", () => {
  test("trois réponses ouvrent un dossier sur sa première section", async ({ page }) => {
    await seConnecter(page, EQUIPE);
    await page.goto("/dossiers/nouveau");
    await expect(page.getByLabel("Région académique")).toHaveValue("12");
    await page.getByRole("button", { name: "Créer le dossier", exact: true }).click();
    await expect(page.getByText("Choisissez un régime.")).toBeVisible();
    await page.getByText("Transformation de la carte, dossier classique").click();
    await page.getByLabel("Filière principale").selectOption({ label: "Santé" });
    await page.getByRole("button", { name: "Créer le dossier", exact: true }).click();
    await expect(page).toHaveURL(/\/dossiers\/[0-9a-f-]{36}\/identite/);
    await expect(page.getByRole("heading", { level: 2, name: "Identité" })).toBeVisible();
  });

  test("un fichier juste montre ce qu’il contient avant de créer", async ({ page }) => {
    await seConnecter(page, EQUIPE);
    await page.goto("/dossiers/nouveau");
    await page
      .getByLabel("Fichier rigel-dossier/1")
      .setInputFiles({ name: "aura.json", mimeType: "application/json", buffer: fichierAura("APERCU-B") });
    const apercu = page.locator("#suivi-import");
    await expect(apercu).toContainText("Auvergne-Rhône-Alpes");
    await expect(apercu).toContainText(/22\s000\s000,00\s€/);
    await expect(apercu).toContainText(/9\s500\s000,00\s€/);
    await expect(apercu.getByText("Éligible", { exact: true })).toBeVisible();
    await page.goto("/dossiers?q=APERCU-B");
    await expect(page.getByText("Aucun dossier ne correspond. Retirez un filtre.")).toBeVisible();
  });

  test("un fichier faux nomme toutes ses fautes et ne crée rien", async ({ page }) => {
    await seConnecter(page, EQUIPE);
    await page.goto("/dossiers/nouveau");
    const faux = {
      format: "rigel-dossier/1",
      titre: "Faux",
      regime: "ATCF",
      inconnu: 1,
      budget: [{ partenaire: "personne", montant: "-3" }],
    };
    await page
      .getByLabel("Fichier rigel-dossier/1")
      .setInputFiles({ name: "faux.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(faux)) });
    const alerte = page.locator("#suivi-import");
    await expect(alerte).toContainText(/3\sfautes, rien n’a été créé/);
    for (const chemin of ["inconnu", "budget[0].montant", "budget[0].partenaire"])
      await expect(alerte).toContainText(chemin);
    await expect(page.getByRole("button", { name: "Créer le dossier depuis ce fichier" })).toHaveCount(0);
  });
});

test.describe("les sections", () => {
  test("un cofinanceur de plus déséquilibre le plan, qui le dit aussitôt", async ({ page }) => {
    const plaintes = ecouterConsole(page);
    await seConnecter(page, EQUIPE);
    const dossier = await importer(page, "COFI-B");
    await ouvrir(page, dossier, "financement");
    const ecart = page.locator("dl").filter({ hasText: "Ressources" }).first();
    await expect(ecart).toContainText("Plan équilibré");
    await page.getByRole("button", { name: "Ajouter une source" }).click();
    const dialogue = page.getByRole("dialog", { name: "Source de financement" });
    await dialogue.getByLabel("Origine").selectOption({ label: "Entreprise" });
    await dialogue.getByLabel("Partenaire").selectOption({ label: "Branche industrielle (exemple)" });
    await dialogue.getByLabel("Montant").fill("300 000,50");
    await dialogue.getByRole("button", { name: "Terminé" }).click();
    await expect(ecart).toContainText("Ressources en trop");
    await expect(ecart).toContainText(/300\s000,50/);
    await expect(page.getByRole("row", { name: /Entreprise/ })).toContainText("Périmée");
    await page.getByRole("tab", { name: "Tableau" }).click();
    await expect(
      page.getByRole("tabpanel", { name: "Tableau" }).getByRole("row", { name: /, entreprise/ }),
    ).toContainText(/300\s000,50/);
    await enregistre(page);
    await page.getByRole("button", { name: /^Retirer Entreprise/ }).click();
    await expect(ecart).toContainText("Plan équilibré");
    await page.getByRole("button", { name: "Annuler le retrait" }).click();
    await expect(ecart).toContainText("Ressources en trop");
    expect(plaintes()).toEqual([]);
  });

  test("un partenaire utilisé ailleurs ne se retire pas, un autre revient par « Annuler »", async ({ page }) => {
    await seConnecter(page, EQUIPE);
    const dossier = await importer(page, "PART-B");
    await ouvrir(page, dossier, "partenaires");
    await page.getByRole("button", { name: /^Retirer GIPAL/ }).click();
    await expect(page.getByText(/ne peut pas être retiré.*4\slignes du budget/)).toBeVisible();
    await page.getByRole("button", { name: "Ajouter un partenaire" }).click();
    await expect(page.getByLabel("Nom", { exact: true })).toBeFocused();
    await page.keyboard.type("Chambre d’essai");
    await page.getByRole("textbox", { name: /^UAI/ }).fill("0951099A");
    await page.keyboard.press("Tab");
    await expect(page.getByText(/lettre de contrôle de cet UAI devrait être D/).first()).toBeVisible();
    await page.getByRole("button", { name: "Retirer Chambre d’essai" }).click();
    await expect(page.getByRole("button", { name: "Annuler le retrait" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("button", { name: "Retirer Chambre d’essai" })).toBeVisible();
  });

  test("le budget se tape, se colle et se reprend au clavier", async ({ page }) => {
    await seConnecter(page, EQUIPE);
    const dossier = await importer(page, "BUDGET-B");
    await ouvrir(page, dossier, "budget");
    const total = page.getByRole("row", { name: /^Coût total/ });
    const cellule = page.getByRole("gridcell", { name: /Formation des formateurs, 2024/ });
    await cellule.focus();
    await page.keyboard.type("1 234,5");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("gridcell", { name: /Promotion et attractivité, 2024/ })).toBeFocused();
    await expect(total).toContainText(/22\s001\s234,50/);
    await cellule.focus();
    await page.keyboard.type("9");
    await page.keyboard.press("Escape");
    await expect(total).toContainText(/22\s001\s234,50/);

    await coller(cellule, "1000\t2 000 000\r\nabc\t500,25\r\n");
    const verification = page.getByRole("dialog", { name: "Vérifier avant de coller" });
    await expect(verification.getByText(/«\sabc\s»/)).toBeVisible();
    await verification.getByRole("button", { name: /^Coller 2\smontants/ }).click();
    await expect(page.getByText(/2\scases collées, 1\svaleur laissée de côté/)).toBeVisible();
    await expect(total).toContainText(/22\s001\s500,25/);
    await enregistre(page);
    await page.reload();
    await expect(total).toContainText(/22\s001\s500,25/);

    await page.getByRole("button", { name: "Ajouter une ligne" }).click();
    const dialogue = page.getByRole("dialog", { name: "Ajouter une ligne au budget" });
    await dialogue.getByLabel("Poste de dépense").selectOption({ label: "Bâti" });
    await dialogue.getByRole("button", { name: "Ajouter la ligne" }).click();
    await page.keyboard.type("100000");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("row", { name: /Total hors assiette/ })).toContainText(/100\s000,00/);
    await expect(page.getByRole("row", { name: /^Coût éligible/ })).toContainText(/22\s001\s500,25/);
  });

  test("une transformation dit ses incohérences et la formation que porte son code", async ({ page }) => {
    await seConnecter(page, EQUIPE);
    const dossier = await importer(page, "CARTE-B");
    await ouvrir(page, dossier, "transformations");
    await page
      .getByRole("button", { name: /^Modifier/ })
      .first()
      .click();
    await page.getByLabel("Voie scolaire, places actuelles").fill("5");
    await expect(page.getByText(/Une ouverture part de 0 place actuelle/)).toBeVisible();
    await page.getByLabel("Formation (code CFD)").fill("99999999");
    await expect(page.getByText(/Code inconnu de la nomenclature/)).toBeVisible();
    await page.getByLabel("Formation (code CFD)").fill("50025524");
    await expect(page.getByLabel("Niveau", { exact: true })).toHaveValue("3");
  });

  test("un indicateur prend une cible par année du projet", async ({ page }) => {
    await seConnecter(page, EQUIPE);
    const dossier = await importer(page, "INDIC-B");
    await ouvrir(page, dossier, "publics");
    await page.getByRole("button", { name: "Ajouter un indicateur" }).click();
    const carte = page.getByRole("listitem").filter({ hasText: "Indicateur 2" });
    await expect(carte.getByLabel("Indicateur")).toBeFocused();
    for (const annee of [2024, 2025, 2026, 2027]) await carte.getByLabel(`Cible ${annee}`).fill("1 200");
    await page.getByRole("button", { name: "Ajouter un public" }).click();
    await page.getByLabel("Public, ligne 1").selectOption({ label: "Lycéens" });
    await page.getByLabel("Nombre de personnes prévu, ligne 1").fill("240");
    await enregistre(page);
    await page.reload();
    await expect(page.getByLabel("Nombre de personnes prévu, ligne 1")).toHaveValue("240");
  });
});

test("axe ne trouve rien, sur large et sur étroit", async ({ page }) => {
  test.slow();
  /** Both widths, the page drawn once. */
  const auxDeuxLargeurs = async (quoi: string): Promise<void> => {
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      await sansDefautAxe(page);
      // The page itself never scrolls sideways.
      const deborde = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(await deborde(), `${quoi} à ${width}`).toBeLessThanOrEqual(0);
    }
  };
  await ouvrirListe(page);
  await auxDeuxLargeurs("la liste");
  await page.goto("/dossiers?q=aucun+tel+dossier&regime=ATCF");
  await auxDeuxLargeurs("la liste vide");
  await seConnecter(page, EQUIPE);
  await page.goto("/dossiers/nouveau");
  await auxDeuxLargeurs("la création");
  const dossier = await importer(page, "AXE-B");
  for (const section of ["partenaires", "budget", "financement", "transformations", "publics"]) {
    await ouvrir(page, dossier, section);
    const modifier = page.getByRole("button", { name: /^Modifier/ }).first();
    if (section !== "budget" && (await modifier.isVisible())) await modifier.click();
    await auxDeuxLargeurs(section);
  }
});
