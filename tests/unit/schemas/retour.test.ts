import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { retourSur } from "@/lib/schemas/retour";

describe("l’adresse de retour après connexion", () => {
  it.each([
    ["/dossiers", "/dossiers"],
    [
      "/dossiers/abc/financement?vue=tout#financements-0-montant",
      "/dossiers/abc/financement?vue=tout#financements-0-montant",
    ],
    ["/dossiers?recherche=m%C3%A9tiers", "/dossiers?recherche=m%C3%A9tiers"],
    ["/dossiers?recherche=plateau%20technique", "/dossiers?recherche=plateau%20technique"],
    ["/regles", "/regles"],
  ])("%s est gardée", (texte, attendu) => expect(retourSur(texte)).toBe(attendu));

  it.each([
    ["un autre site", "https://evil.example"],
    ["un autre site sans protocole", "//evil.example"],
    ["une barre inverse", "/\\evil.example"],
    ["deux barres inverses", "\\\\evil.example"],
    ["des barres encodées", "/%2Fevil.example"],
    ["une barre inverse encodée", "/%5Cevil.example"],
    ["des barres encodées deux fois", "/%252F%252Fevil.example"],
    ["une tabulation entre les barres", "/\t/evil.example"],
    ["un saut de ligne encodé", "/%0A/evil.example"],
    ["des points qui remontent", "/..//evil.example"],
    ["des points encodés qui remontent", "/%2e%2e//evil.example"],
    ["un script", "javascript:alert(1)"],
    ["un chemin sans barre", "dossiers"],
    ["un encodage cassé", "/%E0%A4%A"],
    ["la page de connexion elle-même", "/connexion?retour=/dossiers"],
    ["une adresse de l’API", "/api/v1/dossiers/abc"],
    ["rien", ""],
    ["une absence", undefined],
    ["un tableau", ["/dossiers"]],
    ["un texte démesuré", `/${"a".repeat(3000)}`],
  ])("%s ramène à l’espace de la personne", (_cas, texte) => expect(retourSur(texte)).toBe("/espace"));

  it("ne quitte jamais le site", () => {
    const morceaux = fc.constantFrom(
      "/",
      "\\",
      "%2f",
      "%5c",
      "%09",
      "\t",
      ".",
      "..",
      "%2e",
      "@",
      ":",
      "?",
      "#",
      "evil.example",
      "https",
      "a",
    );
    fc.assert(
      fc.property(fc.array(morceaux, { maxLength: 8 }), (parties) => {
        const chemin = retourSur(parties.join(""));
        expect(chemin).toMatch(/^\/(?![/\\])/);
        expect(new URL(chemin, "https://rigel.test").origin).toBe("https://rigel.test");
      }),
      { numRuns: 2_000 },
    );
  });
});
