/** What a person waits for, on the full grid, in Chromium: the page, a key, the wheel, a paste. */
import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { chromium, type Page } from "@playwright/test";
import { trouverChromium } from "@/tests/outils/chromium.mjs";
import { dossierPleineGrille } from "../gros-dossier";
import { dire, titre } from "../mesure";
import { attendreCollage, attendreUtilisable, defiler, frapper } from "./dans-la-page";

const OUVERTURES = 7;
const FRAPPES = 40;
const DEFILEMENT_MS = 3_000;
const COLLEES = { lignes: 100, colonnes: 5 };

const ms = (n: number): string => `${n.toFixed(n < 10 ? 1 : 0)} ms`;
function direSerie(nom: string, durees: number[]): void {
  const triees = [...durees].sort((a, b) => a - b);
  const part = (p: number) => ms(triees[Math.min(triees.length - 1, Math.floor(triees.length * p))] ?? Number.NaN);
  dire(
    `  ${nom.padEnd(62)} p50 ${part(0.5).padStart(9)}   p95 ${part(0.95).padStart(9)}   max ${ms(triees.at(-1) ?? Number.NaN).padStart(9)}   (${triees.length} ×)`,
  );
}

const portLibre = (): Promise<number> =>
  new Promise((resoudre) => {
    const ecoute = createServer();
    ecoute.listen(0, () => {
      const { port } = ecoute.address() as { port: number };
      ecoute.close(() => resoudre(port));
    });
  });

/** The server of the browser tests: built when it must be, seeded, with its own data, removed at the end. */
async function demarrer(): Promise<{ adresse: string; arreter: () => Promise<void> }> {
  const port = await portLibre();
  const adresse = `http://localhost:${port}`;
  const processus: ChildProcess = spawn(process.execPath, ["tests/e2e/outils/serveur.mjs"], {
    env: { ...process.env, RIGEL_E2E_PORT: String(port), LOG_LEVEL: "error" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const fin = new Promise<void>((resoudre) => processus.once("exit", () => resoudre()));
  for (const limite = Date.now() + 900_000; ; ) {
    const repond = await fetch(`${adresse}/api/sante`)
      .then((r) => r.ok)
      .catch(() => false);
    if (repond) break;
    if (processus.exitCode !== null || Date.now() > limite) throw new Error("Le serveur n’a pas démarré.");
    await new Promise((suite) => setTimeout(suite, 500));
  }
  return {
    adresse,
    arreter: async () => {
      processus.kill("SIGTERM");
      await fin;
    },
  };
}

async function importer(page: Page): Promise<string> {
  await page.goto("/connexion");
  await page.getByRole("button", { name: "Se connecter avec le compte de Alex Exemple" }).first().click();
  await page.waitForURL((a) => !["/connexion", "/espace"].includes(a.pathname));
  await page.goto("/dossiers/nouveau");
  await page.getByLabel("Fichier rigel-dossier/1").setInputFiles({
    ...{ name: "grille.json", mimeType: "application/json" },
    buffer: Buffer.from(
      JSON.stringify({ ...dossierPleineGrille(), titre: "Grille entière (exemple)", acronyme: "GRILLE" }),
    ),
  });
  const debut = performance.now();
  await page.getByRole("button", { name: "Créer le dossier depuis ce fichier" }).click();
  await page.waitForURL(/\/dossiers\/[0-9a-f-]{36}/, { timeout: 400_000 });
  dire(
    `  import du fichier de 3 300 lignes, de l’écran à l’espace de travail : ${ms(performance.now() - debut)} (1 ×)`,
  );
  return (/\/dossiers\/[0-9a-f-]{36}/.exec(page.url()) as RegExpExecArray)[0];
}

async function mesurerOuverture(page: Page, dossier: string): Promise<void> {
  const froides: number[] = [];
  for (let i = 0; i < OUVERTURES; i++) {
    await page.goto(`${dossier}/budget`);
    froides.push(await attendreUtilisable(page));
  }
  direSerie("adresse ouverte → une case peut prendre le focus", froides);
  const internes: number[] = [];
  for (let i = 0; i < OUVERTURES; i++) {
    await page.goto(`${dossier}/financement`);
    const lien = page.locator(`#menu-sections a[href$="/budget"]`);
    await lien.hover();
    const debut = await page.evaluate(() => performance.now());
    await lien.click();
    internes.push((await attendreUtilisable(page)) - debut);
  }
  direSerie("lien suivi depuis le plan → une case peut prendre le focus", internes);
}

async function mesurerFrappe(page: Page): Promise<void> {
  const cases = page.locator("[role=gridcell][data-case]");
  const reponses: number[] = [];
  const ecritures: number[] = [];
  const images: number[] = [];
  for (let i = 0; i < FRAPPES; i++) {
    await cases.nth(i % 20).click();
    const mesure = await frapper(page, `${1_000_000 + i}`);
    images.push(...mesure.touches);
    ecritures.push(mesure.totaux);
    reponses.push(mesure.jauge);
  }
  direSerie("une touche dans une case → image suivante", images);
  direSerie("case validée → totaux de la grille à l’écran", ecritures);
  direSerie("case validée → totaux et plafond à l’écran", reponses);
}

async function mesurerDefilement(page: Page): Promise<void> {
  await page.locator("[role=gridcell][data-case]").first().hover();
  const { images, plusLongue, perdues } = await defiler(page, DEFILEMENT_MS);
  dire(
    `  ${DEFILEMENT_MS / 1_000} s de molette : ${images} images, la plus longue ${ms(plusLongue)}, ${perdues} perdues (à 60 par seconde)`,
  );
}

async function mesurerCollage(page: Page, dossier: string): Promise<void> {
  const durees: number[] = [];
  const reseaux: number[] = [];
  for (let i = 0; i < 3; i++) {
    await page.goto(`${dossier}/budget`);
    await attendreUtilisable(page);
    await page.locator("[role=gridcell][data-case]").first().click();
    const bloc = Array.from({ length: COLLEES.lignes }, (_, l) =>
      Array.from({ length: COLLEES.colonnes }, (_, c) => `${(i + 1) * 10_000 + l * 10 + c},50`).join("\t"),
    ).join("\n");
    const { ecrit, enregistre, reseau } = await attendreCollage(page, bloc);
    dire(
      `  500 cases collées : à l’écran en ${ms(ecrit)}, enregistrées en ${ms(enregistre)}, dont ${ms(reseau)} de serveur`,
    );
    durees.push(enregistre);
    reseaux.push(reseau);
  }
  direSerie("500 cases collées → « Enregistré »", durees);
}

export async function mesurerNavigateur(): Promise<void> {
  const executablePath = trouverChromium();
  titre("La grille dans un navigateur : 60 partenaires × 11 postes × 5 ans, 3 300 lignes");
  const serveur = await demarrer();
  const navigateur = await chromium.launch(executablePath === undefined ? {} : { executablePath });
  try {
    const contexte = await navigateur.newContext({
      ...{ baseURL: serveur.adresse, locale: "fr-FR", viewport: { width: 1280, height: 900 } },
    });
    // tsx marks the functions it compiles with a helper that the page does not have.
    await contexte.addInitScript("globalThis.__name = (f) => f");
    const page = await contexte.newPage();
    page.on("dialog", (d) => void d.accept());
    // A machine at its limit gives slow figures, not none.
    page.setDefaultTimeout(180_000);
    const dossier = await importer(page);
    await mesurerOuverture(page, dossier);
    await page.goto(`${dossier}/budget`);
    await attendreUtilisable(page);
    await mesurerFrappe(page);
    await mesurerDefilement(page);
    await mesurerCollage(page, dossier);
  } finally {
    await navigateur.close();
    await serveur.arreter();
  }
}
