import { createHash, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { fromBufferPromise } from "yauzl";
import type { Manifeste } from "@/lib/schemas/paquet";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { uaiExemple } from "@/prisma/seed/consortium";
import { avecJustifications } from "@/prisma/seed/justifier";
import { produirePieceExemple } from "@/prisma/seed/piece-exemple";
import { sansDefautAxe } from "./outils/axe";
import { connecter, entrer as entrerSansPage } from "./outils/personnes";

/** From the joined pieces to the operator's receipt: what was filed is downloaded whole, checked, and its receipt recorded. */

async function ouvrirZip(octets: Buffer): Promise<Map<string, Buffer>> {
  const zip = await fromBufferPromise(octets, { lazyEntries: true, strictFileNames: true, validateEntrySizes: true });
  const fichiers = new Map<string, Buffer>();
  for await (const entree of zip.eachEntry()) {
    const morceaux: Buffer[] = [];
    for await (const m of (await zip.openReadStreamPromise(entree)) as AsyncIterable<Buffer>) morceaux.push(m);
    fichiers.set(entree.fileName, Buffer.concat(morceaux));
  }
  return fichiers;
}

async function entrer(page: Page, nom: string): Promise<void> {
  await connecter(page, nom);
}

/** FPI AURA under another name and in other places, its gaps justified, its pieces joined, filed by the person. */
async function deposer(page: Page): Promise<void> {
  const texte = readFileSync("tests/fixtures/exemples/fpi-aura.json", "utf8").replaceAll(
    "0699999U",
    uaiExemple("069", 53),
  );
  const aujourdhui = new Intl.DateTimeFormat("fr-CA", { timeZone: "Europe/Paris" }).format(new Date());
  const lu = { ...(JSON.parse(texte) as DossierFichier), acronyme: "FPI paquet", dateDepot: aujourdhui };
  const fichier = avecJustifications(lu);
  await page.goto("/dossiers/nouveau");
  await page.getByLabel("Fichier rigel-dossier/1").setInputFiles({
    name: "fpi-aura.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify(fichier)),
  });
  await page.getByRole("button", { name: "Créer le dossier depuis ce fichier" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("FPI paquet");
  const dossier = new URL(page.url()).pathname.split("/").slice(0, 3).join("/");
  await page.goto(`${dossier}/pieces`);
  for (const titre of ["Stratégie régionale du recteur", "Validation du conseil régional"]) {
    const zone = page.getByRole("region", { name: titre });
    const buffer = await produirePieceExemple({ titre, auteur: "Essai", date: "15 octobre 2023", corps: "Exemple." });
    await zone
      .getByLabel("Ajouter le fichier manquant")
      .setInputFiles({ name: "piece.pdf", mimeType: "application/pdf", buffer: Buffer.from(buffer) });
    await expect(zone.getByRole("link", { name: /piece\.pdf/ })).toBeVisible();
  }
  await page.goto(`${dossier}/depot`);
  const paquet = page.getByRole("region", { name: "Paquet de dépôt" });
  await paquet.getByRole("button", { name: "Voir ce qu’il contiendra" }).click();
  await expect(paquet.getByText(/annexes\.pdf comptera/)).toBeVisible({ timeout: 60_000 });
  await expect(paquet.getByRole("listitem")).toHaveCount(2);
  await sansDefautAxe(page);
  await page.getByRole("button", { name: "Déposer le dossier" }).click();
  const dialogue = page.getByRole("dialog", { name: "Déposer le dossier" });
  await page.locator('label[for="depot-relu"]').click();
  await dialogue.getByRole("button", { name: "Confirmer le dépôt" }).click();
  await expect(page.getByText("Version 1", { exact: true })).toBeVisible({ timeout: 60_000 });
}

test("le paquet de dépôt se télécharge et se vérifie, puis le récépissé s’inscrit et se retire", async ({
  page,
  playwright,
  baseURL,
}) => {
  test.slow();
  await entrer(page, "Alex Exemple");
  await deposer(page);

  const [telechargement] = await Promise.all([
    page.waitForEvent("download", { timeout: 60_000 }),
    page
      .getByRole("link", { name: /Télécharger le paquet de dépôt/ })
      .first()
      .click(),
  ]);
  expect(telechargement.suggestedFilename()).toMatch(/-version-\d+-paquet\.zip$/);
  await expect(page.getByText("Paquet téléchargé.")).toBeVisible();
  const fichiers = await ouvrirZip(readFileSync(await telechargement.path()));
  const manifeste = JSON.parse(fichiers.get("manifeste.json")?.toString() ?? "{}") as Manifeste;
  expect(manifeste.fichiers.map((f) => f.nom)).toContain("dossier.pdf");
  for (const { nom, sha256 } of manifeste.fichiers)
    expect(
      createHash("sha256")
        .update(fichiers.get(nom) ?? "")
        .digest("hex"),
      nom,
    ).toBe(sha256);
  await sansDefautAxe(page);

  await page
    .getByRole("button", { name: /Inscrire le récépissé de l’opérateur/ })
    .first()
    .click();
  await expect(page.getByRole("heading", { name: /^Récépissé de l’opérateur/ })).toBeFocused();
  await page.getByRole("button", { name: "Inscrire le récépissé" }).click();
  await expect(page.getByLabel("Opérateur")).toBeFocused();
  await expect(page.getByText("Choisissez l’opérateur.")).toBeVisible();
  await sansDefautAxe(page);
  await page.getByLabel("Opérateur").selectOption({ label: "Agence nationale de la recherche (ANR)" });
  await page.getByLabel(/^Numéro/).fill("24-CMAQ-0012");
  const date = page.getByLabel("Date du récépissé");
  await date.fill((await date.getAttribute("max")) ?? "");
  await page.getByLabel(/^Récépissé \(facultatif\)/).setInputFiles({
    name: "récépissé.pdf",
    mimeType: "application/pdf",
    buffer: Buffer.from(
      await produirePieceExemple({ titre: "Récépissé", auteur: "Essai", date: "15 mars 2024", corps: "Exemple." }),
    ),
  });
  await page.getByRole("button", { name: "Inscrire le récépissé" }).click();
  await expect(page.getByText(/Remis à l’ANR le .+, n°\s24-CMAQ-0012/).first()).toBeVisible();
  await sansDefautAxe(page);

  // To another team, its file does not exist.
  const fichier = await page.locator('a[href^="/api/v1/recepisses/"]').first().getAttribute("href");
  const martinique = await entrerSansPage(playwright, baseURL ?? "", "equipe_projet_martinique");
  const dit = async (adresse: string) => {
    const reponse = await martinique.get(adresse, { maxRedirects: 0 });
    return [reponse.status(), reponse.headers()["content-type"], (await reponse.text()).replaceAll(adresse, "…")];
  };
  const cache = await dit(fichier ?? "");
  expect(cache[0]).toBe(404);
  expect(cache).toEqual(await dit(`/api/v1/recepisses/${randomUUID()}`));
  await martinique.dispose();

  await page.getByRole("button", { name: "Retirer ce récépissé…" }).click();
  const dialogue = page.getByRole("dialog", { name: "Retirer ce récépissé ?" });
  await dialogue.getByLabel("Pourquoi le retirer ?").fill("Numéro recopié de travers");
  await dialogue.getByRole("button", { name: "Retirer le récépissé" }).click();
  await expect(page.getByText("Récépissés retirés (1)")).toBeVisible();
  await expect(page.getByRole("button", { name: /Inscrire le récépissé de l’opérateur/ }).first()).toBeVisible();
});
