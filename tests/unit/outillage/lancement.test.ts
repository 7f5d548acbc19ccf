import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { empreinte } from "@/lib/cli/lancement/empreinte.mjs";
import { dependancesAJour, verifierNode } from "@/lib/cli/lancement/installation.mjs";
import { portLibre, verifierPort } from "@/lib/cli/lancement/serveur.mjs";
import { trouverChromium } from "@/tests/outils/chromium.mjs";

let dossier: string;
beforeEach(() => {
  dossier = mkdtempSync(path.join(tmpdir(), "rigel-lancement-"));
});
afterEach(() => rmSync(dossier, { recursive: true, force: true }));

function ecrire(fichier: string, texte: string, mode = 0o644): string {
  const chemin = path.join(dossier, fichier);
  mkdirSync(path.dirname(chemin), { recursive: true });
  writeFileSync(chemin, texte, { mode });
  return chemin;
}

describe("verifierNode", () => {
  test.each(["20.19.0", "20.20.2", "22.0.0", "24.1.3"])("%s convient", (version) => {
    expect(() => verifierNode(version)).not.toThrow();
  });
  test.each(["18.20.0", "20.9.0", "20.18.9"])("%s est refusée en clair", (version) => {
    expect(() => verifierNode(version)).toThrow(`Rigel demande Node 20.19 ou plus récent ; celui-ci est ${version}.`);
  });
});

describe("dependancesAJour", () => {
  const verrou = (packages: object) => JSON.stringify({ packages });
  const cas: [string, object, object | null, boolean][] = [
    ["rien d’installé", { "node_modules/a": { version: "1.0.0" } }, null, false],
    [
      "tout est là",
      { "": {}, "node_modules/a": { version: "1.0.0" } },
      { "node_modules/a": { version: "1.0.0" } },
      true,
    ],
    [
      "une autre version",
      { "node_modules/a": { version: "1.0.1" } },
      { "node_modules/a": { version: "1.0.0" } },
      false,
    ],
    ["un paquet manque", { "node_modules/a": { version: "1.0.0" } }, {}, false],
    [
      "un paquet facultatif d’un autre système manque",
      { "node_modules/a": { version: "1.0.0", optional: true } },
      {},
      true,
    ],
    [
      "un facultatif d’une autre version",
      { "node_modules/a": { version: "2.0.0", optional: true } },
      { "node_modules/a": { version: "1.0.0" } },
      false,
    ],
  ];
  test.each(cas)("%s", (_, attendus, installes, attendu) => {
    ecrire("package-lock.json", verrou(attendus));
    if (installes !== null) ecrire("node_modules/.package-lock.json", verrou(installes));
    expect(dependancesAJour(dossier)).toBe(attendu);
  });
});

describe("empreinte", () => {
  const calculer = () => empreinte(["app", "package.json"], dossier);
  test("change avec un contenu, un nom, un ajout ; pas avec la date", () => {
    ecrire("app/a.ts", "1");
    const depart = calculer();
    ecrire("app/a.ts", "1");
    expect(calculer()).toBe(depart);
    ecrire("app/a.ts", "2");
    const autreContenu = calculer();
    ecrire("package.json", "{}");
    const ajout = calculer();
    rmSync(path.join(dossier, "app/a.ts"));
    ecrire("app/b.ts", "2");
    const autreNom = calculer();
    expect(new Set([depart, autreContenu, ajout, autreNom]).size).toBe(4);
  });
});

describe("verifierPort", () => {
  test("un port libre convient, un port occupé est refusé par une phrase", async () => {
    const port = await portLibre();
    await verifierPort(port);
    const occupant = net.createServer();
    await new Promise<void>((pret) => occupant.listen(port, pret));
    await expect(verifierPort(port)).rejects.toThrow(`Le port ${port} est déjà occupé`);
    await new Promise((fini) => occupant.close(fini));
    await verifierPort(port);
  });
});

describe("trouverChromium", () => {
  test("CHROMIUM_PATH passe avant tout, et doit exister", () => {
    const choisi = ecrire("mon-chromium", "", 0o755);
    expect(trouverChromium({ CHROMIUM_PATH: choisi, PATH: "" })).toBe(choisi);
    expect(trouverChromium({ CHROMIUM_PATH: `${choisi}-absent`, PATH: dossier })).toBeUndefined();
  });
  test("sinon, celui du PATH, s’il est exécutable", () => {
    const autre = path.join(dossier, "vide");
    ecrire("a/chromium", "", 0o644);
    const bon = ecrire("b/chromium", "", 0o755);
    const PATH = [autre, path.join(dossier, "a"), path.join(dossier, "b")].join(path.delimiter);
    expect(trouverChromium({ PATH })).toBe(bon);
    expect(trouverChromium({ PATH: autre })).toBeUndefined();
  });
});
