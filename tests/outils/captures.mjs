#!/usr/bin/env node
/**
 * Takes again the pictures of the documentation, from a freshly seeded demo:
 *
 *   RIGEL_DATA=$(mktemp -d) npm run demo    # in one terminal
 *   node tests/outils/captures.mjs          # in another; the address of the demo may follow
 */
import { mkdirSync, statSync } from "node:fs";
import { chromium } from "@playwright/test";
import { trouverChromium } from "./chromium.mjs";

const ADRESSE = process.argv[2] ?? "http://localhost:3000";
const FICHIER = "docs/images/plan-de-financement.png";

const navigateur = await chromium.launch({ executablePath: trouverChromium() });
try {
  const page = await navigateur.newPage({ viewport: { width: 1280, height: 1000 }, locale: "fr-FR" });
  await page.goto(`${ADRESSE}/connexion`);
  await page
    .getByRole("button", { name: /avec le compte de Alex Exemple/ })
    .first()
    .click();
  await page.getByRole("link", { name: "FPI AURA", exact: true }).click();
  await page.waitForURL(/\/dossiers\/[0-9a-f-]{36}\/\w+/);
  await page.goto(page.url().replace(/\/\w+$/, "/financement"));
  await page.getByRole("heading", { name: "Sources de financement" }).waitFor();
  await page.evaluate(() => {
    // The development server's own badge.
    document.querySelector("nextjs-portal")?.remove();
    return document.fonts.ready;
  });
  mkdirSync("docs/images", { recursive: true });
  await page.screenshot({ path: FICHIER });
  process.stdout.write(`${FICHIER} : ${Math.round(statSync(FICHIER).size / 1000)} ko\n`);
} finally {
  await navigateur.close();
}
