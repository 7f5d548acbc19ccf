import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { fromBufferPromise } from "yauzl";
import type { Manifeste } from "@/lib/schemas/paquet";
import { produirePieceExemple } from "@/prisma/seed/piece-exemple";
import { sansDefautAxe } from "./outils/axe";

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
  await page.goto("/connexion");
  await page
    .getByRole("button", { name: `Se connecter avec le compte de ${nom}` })
    .first()
    .click();
  await expect(page).toHaveURL(/\/dossiers/);
}

/** The first filed dossier in which this person may record a receipt, opened at its filing. */
async function ouvrirDepose(page: Page): Promise<void> {
  await page.goto("/dossiers?etat=depose");
  const liens = page.getByRole("table").getByRole("link", { name: /\S/ });
  const adresses = await liens.evaluateAll((l) => l.map((a) => (a as HTMLAnchorElement).pathname));
  for (const adresse of new Set(adresses.filter((a) => /^\/dossiers\/[0-9a-f-]{36}/.test(a)))) {
    await page.goto(`${adresse.split("/").slice(0, 3).join("/")}/depot`);
    const bouton = page.getByRole("button", { name: /Inscrire le récépissé de l’opérateur/ });
    await expect(page.getByRole("heading", { level: 2, name: "Dépôt" })).toBeVisible();
    if ((await bouton.count()) > 0) return;
  }
  throw new Error("Aucun dossier déposé sans récépissé pour cette personne");
}

test("le paquet de dépôt se télécharge et se vérifie, puis le récépissé s’inscrit et se retire", {
  tag: "@mobile",
}, async ({ page }) => {
  test.slow();
  await entrer(page, "Alex Exemple");
  await ouvrirDepose(page);

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

  await page.getByRole("button", { name: "Retirer ce récépissé…" }).click();
  const dialogue = page.getByRole("dialog", { name: "Retirer ce récépissé ?" });
  await dialogue.getByLabel("Pourquoi le retirer ?").fill("Numéro recopié de travers");
  await dialogue.getByRole("button", { name: "Retirer le récépissé" }).click();
  await expect(page.getByText("Récépissés retirés (1)")).toBeVisible();
  await expect(page.getByRole("button", { name: /Inscrire le récépissé de l’opérateur/ }).first()).toBeVisible();
});

test("avant le dépôt, le contenu du paquet se lit annexe par annexe", async ({ page }) => {
  await entrer(page, "Alex Exemple");
  await page.goto("/dossiers?etat=en_montage");
  await page.getByRole("table").getByRole("row").nth(1).getByRole("link").first().click();
  await expect(page).toHaveURL(/\/dossiers\/[0-9a-f-]{36}\/\w+/);
  await page.goto(`${new URL(page.url()).pathname.split("/").slice(0, 3).join("/")}/depot`);
  const paquet = page.getByRole("region", { name: "Paquet de dépôt" });
  await paquet.getByRole("button", { name: "Voir ce qu’il contiendra" }).click();
  await expect(paquet.getByText(/annexes\.pdf comptera|Aucune pièce jointe/)).toBeVisible({ timeout: 60_000 });
  await sansDefautAxe(page);
});
