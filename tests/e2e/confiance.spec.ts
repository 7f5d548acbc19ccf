import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { sansDefautAxe } from "./outils/axe";
import { connecter } from "./outils/personnes";

/**
 * The journey of issue 3: an agent signs in with ProConnect, asks for access, is granted it, works, loses it, and the
 * journal proves each step. Sasha comes from the ProConnect-like provider; Morgan answers for the région académique and
 * Ange for the service.
 */

async function commePersona(navigateur: Browser, nom: string): Promise<Page> {
  const page = await (await navigateur.newContext()).newPage();
  await connecter(page, nom);
  return page;
}

async function avecProConnect(page: Page): Promise<void> {
  await page.getByRole("link", { name: /S’identifier avec ProConnect/ }).click();
  await page.getByRole("button", { name: /^Sasha Lenoir/ }).click();
}

type Entree = { le: string; phrase: string; tout: string };

/** The entries shown, as they read: who, then what. */
const entreesDe = (page: Page): Promise<Entree[]> =>
  page
    .getByRole("main")
    .locator("li:has(> time)")
    .evaluateAll((lignes) =>
      lignes.map((li) => ({
        le: li.querySelector("time")?.dateTime ?? "",
        // Without the object that the journal of the service adds between brackets.
        phrase: (li.querySelector("p")?.textContent ?? "").replace(/\s*\([^)]*\)$/, "").trim(),
        tout: li.textContent ?? "",
      })),
    );

/** What the journal of the service holds of this person. */
async function journalDe(page: Page, personne: string): Promise<Entree[]> {
  await page.goto("/administration/journal");
  await page.getByLabel("Personne").selectOption({ label: personne });
  await page.getByRole("button", { name: "Filtrer" }).click();
  await expect(page).toHaveURL(/personne=/);
  await expect(page.getByLabel("Personne").locator("option:checked")).toHaveText(personne);
  return entreesDe(page);
}

/** The command line beside the running server, as its operator has it. */
async function rigel(...args: string[]): Promise<{ code: number; sortie: string }> {
  const adresse = new URL(test.info().project.use.baseURL ?? "");
  const serveur = JSON.parse(readFileSync(path.join(tmpdir(), `rigel-e2e-${adresse.port}.json`), "utf8"));
  try {
    const { stdout } = await promisify(execFile)("npm", ["run", "--silent", "rigel", "--", ...args], {
      env: { ...process.env, ...serveur },
    });
    return { code: 0, sortie: stdout };
  } catch (erreur) {
    const { code, stdout, stderr } = erreur as { code: number; stdout: string; stderr: string };
    return { code, sortie: stdout + stderr };
  }
}

test("une personne arrive par ProConnect, demande, reçoit, travaille, perd son droit, et le journal le prouve", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const sasha = await (await browser.newContext()).newPage();

  await test.step("Sasha ouvre les dossiers, s’identifie avec ProConnect et n’a encore aucun droit", async () => {
    await sasha.goto("/dossiers");
    await expect(sasha).toHaveURL(/\/connexion\?retour=/);
    await avecProConnect(sasha);
    await expect(
      sasha
        .getByRole("button", { name: /Sasha Lenoir/ })
        .or(sasha.getByText("Sasha Lenoir"))
        .first(),
    ).toBeVisible();
    await sasha.goto("/acces");
    await expect(sasha.getByText(/ne donne encore accès à rien/)).toBeVisible();
  });

  await test.step("Sasha demande le rôle d’équipe projet et dit pourquoi", async () => {
    await sasha.getByLabel("Rôle demandé").selectOption({ label: "Équipe projet" });
    await sasha.getByLabel(/^Région académique/).selectOption({ label: "Auvergne-Rhône-Alpes" });
    const siret = sasha.getByLabel("SIRET de votre organisation");
    if (await siret.isVisible()) await expect(siret).not.toHaveValue("");
    await sasha.getByLabel("Pourquoi avez-vous besoin de cet accès ?").fill("Je monte le dossier ATCF du GIP d’essai.");
    await sasha.getByRole("button", { name: "Envoyer la demande" }).click();
    await expect(sasha.getByRole("heading", { name: "Vos demandes" })).toBeVisible();
    await sansDefautAxe(sasha);
  });

  const morgan = await commePersona(browser, "Morgan Exemple");
  await test.step("Morgan, de la région académique, lit la demande et l’accorde", async () => {
    await morgan.goto("/habilitations/demandes");
    await morgan.getByRole("link", { name: /Sasha Lenoir/ }).click();
    await expect(morgan.getByText("Je monte le dossier ATCF du GIP d’essai.")).toBeVisible();
    await morgan.getByRole("button", { name: "Accorder le droit" }).click();
    await expect(morgan.getByRole("link", { name: "Voir le droit accordé" })).toBeVisible();
    await sansDefautAxe(morgan);
  });

  await test.step("Sasha crée un dossier et y travaille", async () => {
    await sasha.goto("/dossiers/nouveau");
    await sasha.getByLabel("Région académique").selectOption({ label: "Auvergne-Rhône-Alpes" });
    await sasha.getByLabel(/dossier classique/).check({ force: true });
    await sasha.getByLabel(/^Filière principale/).selectOption({ label: "Décarbonation de l’industrie" });
    await sasha.getByRole("button", { name: /Créer le dossier/ }).click();
    await expect(sasha).toHaveURL(/\/dossiers\/[0-9a-f-]{36}\/identite/);
    await sasha.getByLabel("Titre du projet").fill("Transformer la carte du bassin d’essai");
    await expect(sasha.getByText(/^Enregistré /).first()).toBeVisible();
  });
  const dossier = new URL(sasha.url()).pathname.split("/")[2] ?? "";

  await test.step("Morgan retire le droit ; la page ouverte de Sasha n’enregistre plus rien", async () => {
    await morgan.getByRole("link", { name: "Voir le droit accordé" }).click();
    await morgan.getByRole("button", { name: "Retirer le droit…" }).click();
    await morgan.getByLabel("Raison du retrait").fill("Sasha a changé de service.");
    await morgan.getByRole("button", { name: "Retirer le droit", exact: true }).click();
    await expect(morgan.getByText("Sasha a changé de service.").first()).toBeVisible();
    await sasha.getByLabel("Titre du projet").fill("Une phrase tapée après le retrait");
    await expect(sasha.getByText("Votre session a expiré").first()).toBeVisible();
    await expect(sasha.getByLabel("Titre du projet")).toHaveValue("Une phrase tapée après le retrait");
  });

  await test.step("Sasha revient par ProConnect et ne voit plus le dossier", async () => {
    await sasha.goto(`/dossiers/${dossier}/identite`);
    await expect(sasha).toHaveURL(/\/connexion\?retour=/);
    await avecProConnect(sasha);
    await expect(sasha.getByRole("heading", { level: 1, name: "Page introuvable" })).toBeVisible();
    await sasha.goto("/acces");
    await expect(sasha.getByText("Sasha a changé de service.")).toBeVisible();
  });

  let creation: Entree[] = [];
  await test.step("l’historique du dossier dit ce que Sasha y a fait", async () => {
    await morgan.goto(`/dossiers/${dossier}/historique`);
    await expect(morgan.getByText(/Sasha Lenoir a créé le dossier/)).toBeVisible();
    await expect(morgan.getByText(/Sasha Lenoir a modifié/).first()).toBeVisible();
    creation = (await entreesDe(morgan)).filter(({ phrase }) => phrase.endsWith("a créé le dossier"));
  });

  await test.step("le journal du service dit chaque étape, et la chaîne est intacte", async () => {
    const ange = await commePersona(browser, "Ange Exemple");
    // Whoever else the demo data make ask and withdraw is left out: Sasha's own entries, and Morgan's on Sasha.
    const surSasha = (await journalDe(ange, "Morgan Exemple")).filter(({ tout }) => tout.includes("Sasha Lenoir"));
    const etapes = [...(await journalDe(ange, "Sasha Lenoir")), ...surSasha, ...creation];
    expect(etapes.sort((a, b) => a.le.localeCompare(b.le)).map(({ phrase }) => phrase)).toEqual([
      "Sasha Lenoir s’est connecté par ProConnect",
      "Sasha Lenoir a demandé un accès",
      "Morgan Exemple a accordé une demande d’accès",
      "Sasha Lenoir a créé le dossier",
      "Morgan Exemple a retiré un droit",
      "Sasha Lenoir s’est connecté par ProConnect",
    ]);
    const verification = await rigel("journal", "verifier", "--json");
    expect(verification, verification.sortie).toMatchObject({ code: 0 });
    expect(JSON.parse(verification.sortie)).toMatchObject({ anomalies: [] });
  });
});
