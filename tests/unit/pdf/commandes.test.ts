import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lancer } from "@/lib/cli/programme";
import { sha256 } from "@/lib/pdf/donnees";
import { brutExemple } from "@/tests/outils/pdf/dossiers";

const FPI = "tests/fixtures/exemples/fpi-aura.json";
let dossier: string;
let sortie: string;

beforeEach(() => {
  dossier = mkdtempSync(path.join(tmpdir(), "rigel-cli-"));
  sortie = path.join(dossier, "d.pdf");
});
afterEach(() => rmSync(dossier, { recursive: true, force: true }));

async function rigel(...args: string[]) {
  let out = "";
  let err = "";
  const code = await lancer(args, {
    out: (t) => {
      out += t;
    },
    err: (t) => {
      err += t;
    },
  });
  return { code, out, err };
}

describe("rigel dossier", () => {
  it("écrit le PDF, et extraire en rend les données", async () => {
    expect(await rigel("dossier", FPI, "-o", sortie)).toMatchObject({ code: 0, err: "" });
    const extrait = await rigel("extraire", sortie);
    expect(extrait).toMatchObject({ code: 0, err: "" });
    expect(JSON.parse(extrait.out)).toEqual(brutExemple("fpi-aura"));
    expect(readdirSync(dossier)).toEqual(["d.pdf"]);
  });

  it("dit en JSON ce qu’il a écrit", async () => {
    const { code, out } = await rigel("dossier", FPI, "-o", sortie, "--json");
    const octets = readFileSync(sortie);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      sortie,
      octets: octets.length,
      pages: expect.any(Number),
      sha256: sha256(octets),
      donneesSha256: sha256((await rigel("extraire", sortie)).out),
      verdict: "eligible",
    });
  });

  it("écrit aussi un dossier indéterminé ou non éligible : le PDF est fait", async () => {
    expect(await rigel("dossier", "tests/fixtures/exemples/brouillon-minimal.json", "-o", sortie)).toMatchObject({
      code: 0,
    });
  });

  it.each([
    ["sans -o", [FPI]],
    ["sans fichier", ["-o", "x.pdf"]],
    ["fichier absent", ["absent.json", "-o", "x.pdf"]],
    ["fichier qui n’est pas un dossier", ["package.json", "-o", "x.pdf"]],
    ["sortie dans un dossier absent", [FPI, "-o", "/absent/x.pdf"]],
    ["sortie qui est un dossier", [FPI, "-o", "tests"]],
    ["sortie qui est l’entrée", [FPI, "-o", FPI]],
    ["option inconnue", [FPI, "-o", "x.pdf", "--vite"]],
  ])("refuse : %s", async (_, args) => {
    const { code, out, err } = await rigel("dossier", ...args);
    expect(code).toBe(64);
    expect(out).toBe("");
    expect(err).not.toBe("");
  });

  it("remplace un PDF existant", async () => {
    writeFileSync(sortie, "ancien");
    await rigel("dossier", FPI, "-o", sortie);
    expect(readFileSync(sortie).subarray(0, 5).toString()).toBe("%PDF-");
  });
});

describe("rigel extraire", () => {
  it("répond 1 et le dit quand les données ont été modifiées", async () => {
    await rigel("dossier", FPI, "-o", sortie);
    const octets = readFileSync(sortie);
    const debut = octets.indexOf("stream\n", octets.indexOf("/Type /EmbeddedFile"));
    octets[debut + 100] = (octets[debut + 100] as number) ^ 1;
    writeFileSync(sortie, octets);
    const { code, out, err } = await rigel("extraire", sortie);
    expect(code).toBe(1);
    expect(out).toBe("");
    expect(err).toContain("modifiées");
  });

  it.each(["absent.pdf", "package.json", FPI])("refuse %s", async (fichier) => {
    expect(await rigel("extraire", fichier)).toMatchObject({ code: 64, out: "" });
  });

  it.each(["dossier", "extraire"])("%s --help dit l’usage", async (commande) => {
    const { code, out } = await rigel(commande, "--help");
    expect(code).toBe(0);
    expect(out).toContain(`rigel -- ${commande} FICHIER`);
  });
});
