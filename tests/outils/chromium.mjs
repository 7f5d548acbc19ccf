// A Chromium for the browser tests: CHROMIUM_PATH, one on the PATH, Debian's package, Playwright's own download.

import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import path from "node:path";

const NOMS = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

function executable(fichier) {
  try {
    accessSync(fichier, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Path of a Chromium already on this machine, or undefined. */
export function trouverChromium(env = process.env) {
  if (env.CHROMIUM_PATH) return executable(env.CHROMIUM_PATH) ? env.CHROMIUM_PATH : undefined;
  const dossiers = (env.PATH ?? "").split(path.delimiter);
  return NOMS.flatMap((nom) => dossiers.map((dossier) => path.join(dossier, nom))).find(executable);
}

const lancer = (commande, args) => spawnSync(commande, args, { stdio: "inherit" }).status === 0;

async function chromiumDePlaywright() {
  const { chromium } = await import("@playwright/test");
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined;
}

/** Finds a Chromium or installs one. Throws one clear sentence when it can do neither. */
export async function assurerChromium() {
  const present = trouverChromium() ?? (await chromiumDePlaywright());
  if (present) return present;
  if (process.env.CHROMIUM_PATH)
    throw new Error(`CHROMIUM_PATH vaut « ${process.env.CHROMIUM_PATH} », qui n’est pas un programme.`);
  const surDebian = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
  if (surDebian) {
    process.stdout.write("Installation de Chromium (apt-get)…\n");
    lancer("apt-get", ["update", "-qq"]);
    if (lancer("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"])) {
      const installe = trouverChromium();
      if (installe) return installe;
    }
  }
  process.stdout.write("Installation de Chromium (Playwright)…\n");
  if (lancer("npx", ["playwright", "install", "chromium"])) {
    const telecharge = await chromiumDePlaywright();
    if (telecharge) return telecharge;
  }
  throw new Error(
    "Les essais dans le navigateur demandent Chromium, qui n’a pu être ni trouvé ni installé : installez-le et donnez son chemin dans CHROMIUM_PATH.",
  );
}
