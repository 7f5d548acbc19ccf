import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { decoderImport } from "@/components/dossiers-liste/creation/decoder-import";
import { lireImport, listeDesFautes } from "@/components/dossiers-liste/creation/lire-import";
import { REGIMES_PUBLIES } from "@/lib/domain/regimes";
import { versJeu } from "@/lib/schemas/vers-regime";

const JEUX = REGIMES_PUBLIES.map(versJeu);
const AURA = readFileSync("tests/fixtures/exemples/fpi-aura.json", "utf8");
const TEXTE = '{"titre":"Élèves"}';

describe("un fichier choisi pour l’import", () => {
  it.each([
    ["UTF-8", Buffer.from(TEXTE), null],
    ["UTF-8 avec BOM", Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(TEXTE)]), null],
    ["UTF-16 de Windows", Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(TEXTE, "utf16le")]), null],
    ["Latin-1", Buffer.from(TEXTE, "latin1"), "Latin-1"],
  ])("se lit en %s, accents compris", (_, octets, remarque) => {
    const lu = decoderImport(octets);
    expect(lu).toMatchObject({ type: "texte", texte: TEXTE });
    if (lu.type === "texte") expect(lu.remarque ?? "").toContain(remarque ?? "");
  });

  it("un PDF va au serveur, une archive ou un fichier trop lourd sont refusés", () => {
    expect(decoderImport(Buffer.from("%PDF-1.7\n")).type).toBe("pdf");
    expect(decoderImport(Buffer.from("PK\u0003\u0004"))).toMatchObject({ type: "refus" });
    expect(decoderImport(new Uint8Array(6_000_000))).toMatchObject({
      type: "refus",
      message: expect.stringContaining("5\u00a0Mo"),
    });
    const lourd = new Uint8Array(21_000_000);
    lourd.set(Buffer.from("%PDF-"));
    expect(decoderImport(lourd)).toMatchObject({ type: "refus" });
  });

  it("montre ce qu’il contient avant toute création", () => {
    const lu = lireImport(AURA, JEUX);
    expect(lu).toMatchObject({
      ok: true,
      apercu: { acronyme: "FPI AURA", coutTotal: 2_200_000_000n, subvention: 950_000_000n },
    });
    if (!lu.ok) return;
    expect(lu.apercu.partenaires.length).toBeGreaterThan(2);
    expect(lu.apercu.contenu[0]).toMatch(/lignes? de budget$/);
  });

  it("dit toutes les fautes à la fois, et les écrit dans une liste", () => {
    const lu = lireImport(JSON.stringify({ ...JSON.parse(AURA), dureeMois: "36", inconnu: 1 }), JEUX);
    expect(lu.ok).toBe(false);
    if (lu.ok) return;
    expect(lu.fautes.map((f) => f.chemin).sort()).toEqual(["dureeMois", "inconnu"]);
    const liste = listeDesFautes("a.json", lu.fautes).split("\r\n");
    expect(liste[0]).toBe("a.json\u202f: 2\u00a0fautes");
    expect(liste).toHaveLength(4);
  });

  it.each([
    ["", "vide"],
    ["{\n  oups", "n’est pas du JSON"],
    ["[]", "objet JSON"],
  ])("%j : une phrase", (texte, mots) => {
    const lu = lireImport(texte, JEUX);
    expect(lu.ok ? "" : lu.fautes[0]?.message).toContain(mots);
  });
});
