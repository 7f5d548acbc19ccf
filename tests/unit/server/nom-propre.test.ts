import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nomPropre } from "@/lib/server/pieces/nom-propre";
import { dispositionJointe } from "@/lib/server/telechargement";

describe("le nom d’une pièce", () => {
  test.each([
    ["délibération n° 3.pdf", "délibération n° 3.pdf"],
    ["../../etc/passwd.pdf", "passwd.pdf"],
    ["C:\\Users\\x\\note.docx", "note.docx"],
    ["a\u0000b.pdf", "ab.pdf"],
    ["a\r\nContent-Type: text/html.pdf", "html.pdf"],
    ["fac\u202Efdp.pdf", "facfdp.pdf"],
    ["a\u200Bb\u2066c\uFEFF.pdf", "abc.pdf"],
    ["CON.pdf", "_CON.pdf"],
    ["lpt1.tar.pdf", "_lpt1.tar.pdf"],
    ["Contrat.pdf", "Contrat.pdf"],
    ['a<b>:"|?*.pdf', "a-b------.pdf"],
    ["note.pdf. . ", "note.pdf"],
    [".pdf", "pdf"],
    ["...", "fichier"],
    ["", "fichier"],
    ["rapport", "rapport"],
  ])("%j devient %j", (donne, attendu) => expect(nomPropre(donne)).toBe(attendu));

  test("255 caractères accentués tiennent en 240 octets, l’extension gardée", () => {
    const nom = nomPropre(`${"é".repeat(255)}.pdf`);
    expect(Buffer.byteLength(nom)).toBeLessThanOrEqual(240);
    expect(nom).toMatch(/^é+\.pdf$/);
  });

  test("quel que soit le nom, il tient sur tout disque et dans un en-tête", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (donne) => {
        const nom = nomPropre(donne);
        expect(nom).not.toBe("");
        expect(Buffer.byteLength(nom)).toBeLessThanOrEqual(245);
        expect(nom).not.toMatch(/[\\/\p{Cc}<>:"|?*]|^\.|[. ]$/u);
        expect(nomPropre(nom)).toBe(nom);
        new Headers({ "Content-Disposition": dispositionJointe(nom) });
      }),
      { numRuns: 500 },
    );
  });
});
