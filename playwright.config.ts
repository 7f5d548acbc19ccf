import { defineConfig } from "@playwright/test";
import { trouverChromium } from "./tests/outils/chromium.mjs";

/** Given by `npm test`, which takes a free one. The configuration is read in several processes: it cannot choose. */
const port = Number(process.env.RIGEL_E2E_PORT ?? 3210);
const adresse = `http://localhost:${port}`;

/** Absent: Playwright uses the Chromium it downloaded. */
const executablePath = trouverChromium();

export default defineConfig({
  testDir: "tests/e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results",
  // One database, one server: the tests run one after another and may count rows.
  workers: 1,
  forbidOnly: process.env.CI !== undefined,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    baseURL: adresse,
    locale: "fr-FR",
    timezoneId: "Europe/Paris",
    // A trace films every page of every test, to be thrown away when it passes: asked for when one is looked into.
    trace: process.env.RIGEL_TRACE === "1" ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
    launchOptions: executablePath === undefined ? {} : { executablePath },
  },
  projects: [
    { name: "bureau", use: { viewport: { width: 1280, height: 900 } } },
    // Only what is marked @mobile: the narrow screen repeats what depends on it.
    { name: "mobile", grep: /@mobile/, use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } },
  ],
  webServer: {
    command: "node tests/e2e/outils/serveur.mjs",
    env: { RIGEL_E2E_PORT: String(port) },
    url: `${adresse}/api/sante`,
    timeout: 300_000,
    stdout: "ignore",
    stderr: "pipe",
    gracefulShutdown: { signal: "SIGTERM", timeout: 15_000 },
  },
});
