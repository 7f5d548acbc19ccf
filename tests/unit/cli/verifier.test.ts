import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lancer } from "@/lib/cli/programme";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { cheminExemple, fpi } from "@/tests/outils/dossiers";

const racine = path.resolve(import.meta.dirname, "../../..");
let dossier: string;
beforeAll(() => {
  dossier = mkdtempSync(path.join(tmpdir(), "rigel-cli-"));
});
afterAll(() => rmSync(dossier, { recursive: true, force: true }));

const ecrire = (nom: string, contenu: string | Uint8Array): string => {
  const chemin = path.join(dossier, nom);
  writeFileSync(chemin, contenu);
  return chemin;
};
const ecrireDossier = (nom: string, d: DossierFichier) => ecrire(nom, JSON.stringify(d));

async function executer(...args: string[]) {
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

const inegal = () =>
  ecrireDossier(
    "non-eligible.json",
    fpi((d) => {
      d.dureeMois = 61;
    }),
  );

describe("rigel verifier --json", () => {
  it("écrit exactement l’objet du contrat pour FPI AURA", async () => {
    const { code, out, err } = await executer("verifier", cheminExemple("fpi-aura"), "--json");
    expect([code, err]).toEqual([0, ""]);
    const lu = JSON.parse(out);
    const { regles, ...totaux } = lu;
    expect(totaux).toEqual({
      format: "rigel-dossier/1",
      regime: "ATCF",
      verdict: "eligible",
      coutTotal: "22000000.00",
      coutEligible: "22000000.00",
      subvention: "9500000.00",
      taux: "0.431818",
      subventionMax: "15400000.00",
      resteACofinancer: "0.00",
    });
    expect(regles).toHaveLength(33);
    expect(regles[0]).toEqual({
      code: "PLAFOND_70",
      severite: "bloquante",
      verdict: "conforme",
      message: expect.stringContaining("tient dans le plafond"),
      marge: "5900000.00",
      source: "Rapport IGÉSR, chap. 4 § 1.2 et note 150",
    });
    expect(regles.find((r: { code: string }) => r.code === "DUREE").marge).toBe(24);
    expect(regles.find((r: { code: string }) => r.code === "COH_DOUBLON")).not.toHaveProperty("marge");
  });

  it("dit ce qui corrigerait une règle non conforme", async () => {
    const { code, out } = await executer("verifier", "--json", inegal());
    expect(code).toBe(1);
    const duree = JSON.parse(out).regles.find((r: { code: string }) => r.code === "DUREE");
    expect(duree).toMatchObject({
      verdict: "non_conforme",
      marge: -1,
      pourCorriger: "Réduisez la durée de 1\u00a0mois.",
    });
  });

  it("laisse le taux à null quand rien n’est éligible", async () => {
    const { code, out } = await executer("verifier", cheminExemple("brouillon-minimal"), "--json");
    expect(code).toBe(2);
    expect(JSON.parse(out).taux).toBeNull();
  });
});

describe("rigel verifier, pour une personne", () => {
  it("résume en français", async () => {
    const { code, out } = await executer("verifier", cheminExemple("amorcage-martinique"));
    expect(code).toBe(2);
    expect(out).toContain("Verdict\u202f: Indéterminé");
    expect(out).toContain("Subvention demandée\u202f: 160\u202f000,00\u00a0€ (66,67\u00a0% du coût éligible)");
    expect(out).toContain("(source à confirmer)");
  });
});

describe("les entrées impossibles sortent 64, en une phrase", () => {
  const fichiers: [string, () => string, RegExp][] = [
    ["absent", () => path.join(dossier, "absent.json"), /n’existe pas/],
    ["un dossier", () => dossier, /un dossier, pas un fichier/],
    ["vide", () => ecrire("vide.json", ""), /est vide/],
    ["blanc", () => ecrire("blanc.json", " \n"), /est vide/],
    ["pas du JSON", () => ecrire("texte.json", '{\n"a": oui }'), /JSON bien formé/],
    ["coupé", () => ecrire("coupe.json", '{"a":\n'), /JSON bien formé, à la ligne 2/],
    ["une marque BOM", () => ecrire("bom.json", "\ufeff{}"), /BOM/],
    ["de l’UTF-16", () => ecrire("utf16.json", Buffer.from("\ufeff{}", "utf16le")), /BOM/],
    ["pas de l’UTF-8", () => ecrire("latin1.json", Buffer.from([0x7b, 0xe9, 0x7d])), /UTF-8/],
    ["un PDF", () => ecrire("faux.json", "%PDF-1.7"), /JSON bien formé/],
    [
      "imbriqué sans fin",
      () => ecrire("profond.json", `${"[".repeat(200_000)}${"]".repeat(200_000)}`),
      /objet JSON|JSON bien formé/,
    ],
    [
      "imbriqué dans une clé",
      () => ecrire("profond2.json", `{"regime":${"[".repeat(100_000)}${"]".repeat(100_000)}}`),
      /Trop de niveaux|JSON bien formé/,
    ],
    ["à travers un fichier", () => path.join(cheminExemple("fpi-aura"), "x.json"), /traverse un fichier/],
  ];
  it.each(fichiers)("%s", async (_, chemin, message) => {
    const { code, out, err } = await executer("verifier", chemin(), "--json");
    expect([code, out]).toEqual([64, ""]);
    expect(err).toMatch(message);
    expect(err).not.toMatch(/Error|at .*:\d+|Unexpected/);
  });

  it("dit toutes les fautes du dossier, avec leur chemin", async () => {
    const chemin = ecrire(
      "fautes.json",
      JSON.stringify({
        format: "rigel-dossier/1",
        regime: "ATCF",
        budget: [{ partenaire: "zut", montant: "-1" }],
        foo: 1,
      }),
    );
    const { code, err } = await executer("verifier", chemin);
    expect(code).toBe(64);
    for (const attendu of ["4 fautes", "titre", "foo", "budget[0].montant", "budget[0].partenaire"])
      expect(err).toContain(attendu);
  });

  it.each<[string, string[], RegExp]>([
    ["sans commande", [], /quelle commande/],
    ["commande inconnue", ["rapport"], /Commande inconnue\u202f: rapport/],
    ["option inconnue du programme", ["--zut"], /Option inconnue\u202f: --zut/],
    ["option inconnue de la commande", ["verifier", "x.json", "--zut"], /Option inconnue\u202f: --zut/],
    ["option courte inconnue", ["verifier", "x.json", "-z"], /Option inconnue\u202f: -z/],
    ["valeur à une option qui n’en prend pas", ["verifier", "x.json", "--json=oui"], /--json ne prend pas de valeur/],
    ["sans fichier", ["verifier"], /Il manque un argument\u202f: FICHIER/],
    ["deux fichiers", ["verifier", "a", "b"], /Argument en trop\u202f: b/],
  ])("%s", async (_, args, message) => {
    const { code, out, err } = await executer(...args);
    expect([code, out]).toEqual([64, ""]);
    expect(err).toMatch(message);
  });
});

describe("l’aide", () => {
  it.each([[["--help"]], [["-h"]], [["verifier", "--help"]], [["verifier", "x.json", "-h"]]])("%j", async (args) => {
    const { code, out, err } = await executer(...args);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain("Usage");
    expect(out).toContain("64");
  });
  it("ne cite que des commandes qui existent", async () => {
    const { out } = await executer("--help");
    expect(out).toContain("verifier");
    for (const absente of ["rapport"]) expect(out).not.toMatch(new RegExp(`^ {2}${absente} `, "m"));
  });
  it("laisse « -- » protéger un fichier qui s’appelle --help", async () => {
    const { code, err } = await executer("verifier", "--", "--help");
    expect(code).toBe(64);
    expect(err).toContain("n’existe pas");
  });
});

describe("le vrai programme", () => {
  const npm = (...args: string[]) =>
    new Promise<{ code: number; out: string; err: string }>((resoudre) => {
      execFile("npm", ["run", "--silent", "rigel", "--", ...args], { cwd: racine }, (erreur, out, err) =>
        resoudre({ code: typeof erreur?.code === "number" ? erreur.code : 0, out, err }),
      );
    });

  it.each<[string, () => string[], number]>([
    ["éligible", () => ["verifier", cheminExemple("fpi-aura"), "--json"], 0],
    ["non éligible", () => ["verifier", inegal(), "--json"], 1],
    ["indéterminé", () => ["verifier", cheminExemple("brouillon-minimal"), "--json"], 2],
    ["usage", () => ["verifier"], 64],
  ])(
    "%s",
    async (_, args, attendu) => {
      const { code, out, err } = await npm(...args());
      expect(code).toBe(attendu);
      if (attendu === 64) {
        expect(out).toBe("");
        expect(err).toContain("FICHIER");
      } else {
        expect(JSON.parse(out).format).toBe("rigel-dossier/1");
      }
    },
    30_000,
  );
});
