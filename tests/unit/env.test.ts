import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { lireEnv } from "@/lib/env";

let dossier: string;
beforeEach(() => {
  dossier = mkdtempSync(path.join(tmpdir(), "rigel-env-"));
});
afterEach(() => rmSync(dossier, { recursive: true, force: true }));

const SECRET = "s".repeat(32);

describe("lireEnv", () => {
  test("sans aucune variable, tout a une valeur", () => {
    expect(lireEnv({}, "/srv/rigel")).toMatchObject({
      NODE_ENV: "development",
      RIGEL_DATA: "/srv/rigel/.rigel",
      DATABASE_URL: undefined,
      PORT: 3000,
      RIGEL_DEMO: false,
      RIGEL_ADMINISTRATION: "Ministère de l’Éducation nationale",
      LOG_LEVEL: "info",
    });
  });

  test("une variable vide compte pour absente", () => {
    const lu = lireEnv({ DATABASE_URL: "", PORT: " ", RIGEL_DATA: "", NEXTAUTH_URL: "" }, "/srv");
    expect(lu).toMatchObject({ DATABASE_URL: undefined, PORT: 3000, RIGEL_DATA: "/srv/.rigel" });
  });

  test.each([
    ["donnees", "/srv/donnees"],
    ["../ailleurs", "/ailleurs"],
    ["/var/lib/rigel", "/var/lib/rigel"],
  ])("RIGEL_DATA=%s devient %s", (valeur, attendu) => {
    expect(lireEnv({ RIGEL_DATA: valeur }, "/srv").RIGEL_DATA).toBe(attendu);
  });

  test("toutes les fautes sont dites à la fois, chacune avec sa variable", () => {
    const lire = () =>
      lireEnv({ PORT: "70000", DATABASE_URL: "mysql://x", LOG_LEVEL: "fort", NEXTAUTH_SECRET: "court" }, "/srv");
    expect(lire).toThrow("La configuration de Rigel est incorrecte :");
    for (const nom of ["PORT", "DATABASE_URL", "LOG_LEVEL", "NEXTAUTH_SECRET"]) expect(lire).toThrow(`– ${nom} `);
  });

  test.each([
    ["1", true],
    ["true", false],
    ["oui", false],
    ["0", false],
    ["", false],
    [" 1", false],
    [undefined, false],
  ])("RIGEL_DEMO=%j : démonstration %s", (valeur, attendu) => {
    expect(lireEnv({ RIGEL_DEMO: valeur }, "/srv").RIGEL_DEMO).toBe(attendu);
  });
});

describe("NEXTAUTH_SECRET", () => {
  test("la production sans secret est refusée en clair, mais seulement quand le secret est demandé", () => {
    const lu = lireEnv({ NODE_ENV: "production", RIGEL_DATA: dossier }, "/srv");
    expect(() => lu.NEXTAUTH_SECRET).toThrow(/NEXTAUTH_SECRET manque/);
  });

  test("celui de l’exploitant est rendu tel quel", () => {
    expect(lireEnv({ NODE_ENV: "production", NEXTAUTH_SECRET: SECRET }, "/srv").NEXTAUTH_SECRET).toBe(SECRET);
  });

  test("la démonstration en fabrique un, le garde pour elle seule, et le retrouve", () => {
    const lire = () => lireEnv({ NODE_ENV: "production", RIGEL_DEMO: "1", RIGEL_DATA: dossier }, "/srv");
    const secret = lire().NEXTAUTH_SECRET;
    expect(secret.length).toBeGreaterThanOrEqual(32);
    expect(lire().NEXTAUTH_SECRET).toBe(secret);
    const fichier = path.join(dossier, "secret");
    expect(readFileSync(fichier, "utf8").trim()).toBe(secret);
    expect(statSync(fichier).mode & 0o777).toBe(0o600);
  });

  test("deux démonstrations n’ont pas le même", () => {
    const secret = (sous: string) =>
      lireEnv({ RIGEL_DEMO: "1", RIGEL_DATA: path.join(dossier, sous) }, "/srv").NEXTAUTH_SECRET;
    expect(secret("a")).not.toBe(secret("b"));
  });
});

describe("ProConnect et le courrier", () => {
  const TRIO = {
    PROCONNECT_ISSUER: "https://pc.exemple.invalid/api/v2/",
    PROCONNECT_CLIENT_ID: "rigel",
    PROCONNECT_CLIENT_SECRET: "un secret",
    NEXTAUTH_URL: "https://rigel.exemple.invalid",
  };

  test("absents, rien n’est exigé", () => {
    expect(lireEnv({}, "/srv")).toMatchObject({ PROCONNECT: undefined, SMTP_URL: undefined });
  });

  test("complets, avec ou sans exigence de niveau", () => {
    expect(lireEnv(TRIO, "/srv").PROCONNECT).toEqual({
      issuer: "https://pc.exemple.invalid/api/v2",
      clientId: "rigel",
      clientSecret: "un secret",
      acr: [],
      mfa: false,
    });
    expect(
      lireEnv({ ...TRIO, PROCONNECT_ACR: " eidas2  eidas3 ", PROCONNECT_MFA: "1" }, "/srv").PROCONNECT,
    ).toMatchObject({
      acr: ["eidas2", "eidas3"],
      mfa: true,
    });
  });

  test.each<[string, Record<string, string | undefined>, string]>([
    ["sans secret", { ...TRIO, PROCONNECT_CLIENT_SECRET: "" }, "PROCONNECT_CLIENT_SECRET"],
    ["sans émetteur", { ...TRIO, PROCONNECT_ISSUER: undefined }, "PROCONNECT_ISSUER"],
    ["un niveau exigé sans ProConnect", { PROCONNECT_ACR: "eidas2" }, "PROCONNECT_ISSUER"],
    ["la double authentification sans ProConnect", { PROCONNECT_MFA: "1" }, "PROCONNECT_CLIENT_ID"],
    ["MFA mal écrit", { ...TRIO, PROCONNECT_MFA: "oui" }, "PROCONNECT_MFA"],
    ["sans adresse du service", { ...TRIO, NEXTAUTH_URL: undefined }, "NEXTAUTH_URL"],
    ["un courrier sans expéditeur", { SMTP_URL: "smtp://mta", NEXTAUTH_URL: "https://r.invalid" }, "RIGEL_EXPEDITEUR"],
    [
      "un courrier sans adresse du service",
      { SMTP_URL: "smtp://mta", RIGEL_EXPEDITEUR: "r@r.invalid" },
      "NEXTAUTH_URL",
    ],
    ["un courrier d’une autre sorte", { SMTP_URL: "https://mta" }, "SMTP_URL"],
    ["un expéditeur sur deux lignes", { RIGEL_EXPEDITEUR: "Rigel\nBcc: x <r@r.invalid>" }, "RIGEL_EXPEDITEUR"],
  ])("%s, la faute le dit", (_cas, source, nom) => {
    expect(() => lireEnv(source, "/srv")).toThrow(`– ${nom} `);
  });
});

describe("ce qui protège le service", () => {
  const EN_CLAIR = {
    NODE_ENV: "production",
    NEXTAUTH_URL: "http://rigel.exemple.invalid",
    PROCONNECT_ISSUER: "http://pc.exemple.invalid/api/v2",
    PROCONNECT_CLIENT_ID: "rigel",
    PROCONNECT_CLIENT_SECRET: "un secret",
  };

  test("en production, le service et ProConnect sont en https : les deux fautes sont dites", () => {
    const lire = () => lireEnv(EN_CLAIR, "/srv");
    expect(lire).toThrow("– NEXTAUTH_URL commence par https://");
    expect(lire).toThrow("– PROCONNECT_ISSUER commence par https://");
  });

  test.each<[string, Record<string, string>]>([
    ["en https", { NEXTAUTH_URL: "HTTPS://rigel.exemple.invalid", PROCONNECT_ISSUER: "https://pc.exemple.invalid" }],
    ["sur cette machine", { NEXTAUTH_URL: "http://localhost:3000", PROCONNECT_ISSUER: "http://127.0.0.1:3900/api" }],
    ["en démonstration", { RIGEL_DEMO: "1" }],
    ["en développement", { NODE_ENV: "development" }],
  ])("%s, rien n’est dit", (_cas, reglages) => {
    expect(() => lireEnv({ ...EN_CLAIR, ...reglages }, "/srv")).not.toThrow();
  });

  test.each(["http://localhost.exemple.invalid", "http://127.0.0.1.exemple.invalid", "http://localhost@x.invalid"])(
    "%s n’est pas cette machine",
    (NEXTAUTH_URL) => {
      expect(() => lireEnv({ NODE_ENV: "production", NEXTAUTH_URL }, "/srv")).toThrow("– NEXTAUTH_URL commence");
    },
  );

  test.each([
    [undefined, 0],
    ["", 0],
    ["2", 2],
  ])("RIGEL_PROXY_DE_CONFIANCE=%j : %i mandataire(s)", (valeur, attendu) => {
    expect(lireEnv({ RIGEL_PROXY_DE_CONFIANCE: valeur }, "/srv").RIGEL_PROXY_DE_CONFIANCE).toBe(attendu);
  });

  test.each([
    [{ RIGEL_PROXY_DE_CONFIANCE: "oui" }, "RIGEL_PROXY_DE_CONFIANCE"],
    [{ RIGEL_PROXY_DE_CONFIANCE: "-1" }, "RIGEL_PROXY_DE_CONFIANCE"],
    [{ CLAMD_URL: "http://clamd:3310" }, "CLAMD_URL"],
  ])("%j est refusé en clair", (source, nom) => {
    expect(() => lireEnv(source, "/srv")).toThrow(`– ${nom} `);
  });
});
