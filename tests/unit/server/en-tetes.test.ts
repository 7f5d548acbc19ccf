import { describe, expect, it } from "vitest";
import { enHttps, estFichier, idRequeteRecu, politiquePages, transportStrict } from "@/lib/server/en-tetes";

const production = { developpement: false, https: true };

describe("la politique de sécurité des pages", () => {
  it("n’admet que les scripts et les styles qui portent le jeton de la requête", () => {
    const politique = politiquePages("abc123", production);
    expect(politique).toContain("script-src 'self' 'nonce-abc123' 'strict-dynamic';");
    expect(politique).toContain("style-src 'self' 'nonce-abc123';");
    expect(politique).not.toMatch(/unsafe|\*|https?:/);
  });

  it.each(["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"])(
    "contient %s",
    (directive) => expect(politiquePages("n", production)).toContain(directive),
  );

  it("ne force le passage en https que lorsque la page vient de https", () => {
    expect(politiquePages("n", production)).toContain("upgrade-insecure-requests");
    expect(politiquePages("n", { developpement: false, https: false })).not.toContain("upgrade-insecure-requests");
    expect(transportStrict(true)).toMatch(/^max-age=\d{8,}; includeSubDomains$/);
    expect(transportStrict(false)).toBeNull();
  });

  it("n’ouvre eval et les styles en ligne qu’en développement", () => {
    expect(politiquePages("n", { developpement: true, https: false })).toContain("'unsafe-eval'");
  });
});

describe("le service est en https", () => {
  it.each([
    ["https", undefined, true],
    ["https,http", undefined, true],
    ["http", undefined, false],
    [null, undefined, false],
    // What Next writes when the proxy in front says nothing.
    ["http", "https://rigel.example", true],
    ["http", "HTTPS://rigel.example", true],
    ["http", "http://localhost:3000", false],
    ["https", "http://interne:3000", true],
  ])("reçu %s, adresse déclarée %s : %s", (recu, adresse, attendu) => expect(enHttps(recu, adresse)).toBe(attendu));
});

describe("ce qui n’est pas une page", () => {
  it.each([
    ["/api/v1/dossiers/abc", true],
    ["/dossiers/abc/apercu.pdf", true],
    ["/dossiers/abc/versions/1/pdf", true],
    ["/dossiers/abc/versions/1/donnees", true],
    ["/dossiers/abc/pieces", false],
    // A page whose address ends as a file’s does.
    ["/compte/donnees", false],
    ["/", false],
  ])("%s : %s", (chemin, attendu) => expect(estFichier(chemin)).toBe(attendu));
});

describe("l’identifiant de requête reçu", () => {
  it.each([
    ["3f0e7c1e-2b6d-4f7e-9a53-0d4f3c0c9a11", true],
    ["court", false],
    ["a".repeat(65), false],
    ['3f0e7c1e-2b6d-4f7e\n{"level":60}', false],
  ])("%j gardé : %s", (recu, garde) => expect(idRequeteRecu(recu)).toBe(garde ? recu : null));

  it("absent, n’est pas inventé ici", () => expect(idRequeteRecu(null)).toBeNull());
});
