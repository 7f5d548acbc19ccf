// Weight of pages of a running server, as a browser with an empty cache receives them (`node tests/bench/poids-pages.mjs
// http://localhost:3000 / /regles`). kB = 1000 bytes, compressed, headers included; what the page loads by itself afterwards too.

import { chromium } from "@playwright/test";
import { trouverChromium } from "../outils/chromium.mjs";

const TYPES = { Document: "html", Script: "javascript", Stylesheet: "css", Font: "polices", Image: "images" };

const [base, ...chemins] = process.argv.slice(2);
if (base === undefined || chemins.length === 0) {
  process.stderr.write("Usage : node tests/bench/poids-pages.mjs ADRESSE CHEMIN…\n");
  process.exit(64);
}

async function peser(navigateur, chemin) {
  const contexte = await navigateur.newContext();
  const page = await contexte.newPage();
  const cdp = await contexte.newCDPSession(page);
  const types = new Map();
  const octets = {};
  cdp.on("Network.responseReceived", ({ requestId, type }) => types.set(requestId, TYPES[type] ?? "autres"));
  cdp.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const type = types.get(requestId) ?? "autres";
    octets[type] = (octets[type] ?? 0) + encodedDataLength;
  });
  await cdp.send("Network.enable");
  await page.goto(base + chemin, { waitUntil: "networkidle" });
  await contexte.close();
  return Object.entries(octets).map(([type, n]) => `${type} ${(n / 1000).toFixed(1)}`);
}

const navigateur = await chromium.launch({ executablePath: trouverChromium() });
for (const chemin of chemins) process.stdout.write(`${chemin} : ${(await peser(navigateur, chemin)).join(", ")} kB\n`);
await navigateur.close();
