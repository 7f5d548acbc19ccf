import { deflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { examinerPng } from "@/lib/integrations/examen/png";
import { IMAGE_ABIMEE, IMAGE_DEMESUREE } from "@/lib/pdf/assemblage/fautes";
import { imageEnPdf } from "@/lib/pdf/assemblage/image";
import { imageAnimee, morceauPng, png } from "@/tests/fixtures/fichiers/png";

const bombe = deflateSync(Buffer.alloc(50_000_000));
const texte = (type: string, entete: string) => morceauPng(type, Buffer.concat([Buffer.from(entete, "latin1"), bombe]));

describe("une image qui se décompresse au-delà de ce qu’elle annonce", () => {
  test.each<[string, Buffer]>([
    ["sa propre image", png(8, { image: Buffer.alloc(50_000_000) })],
    ["une image de son animation", png(8, { avant: imageAnimee(bombe) })],
    ["un texte", png(8, { avant: [texte("zTXt", "a\0\0")] })],
    ["un texte international", png(8, { avant: [texte("iTXt", "a\0\u0001\0fr\0a\0")] })],
    ["un profil de couleur", png(8, { avant: [texte("iCCP", "a\0\0")] })],
  ])("%s : refusée à l’envoi", async (_, octets) => {
    expect(await examinerPng(octets)).toContain("démesuré");
  });

  test("refusée dans le recueil aussi, ou reprise sans ce qui l’alourdit", async () => {
    await expect(imageEnPdf(png(8, { image: Buffer.alloc(50_000_000) }), "png")).rejects.toThrow(IMAGE_DEMESUREE);
    for (const avant of [imageAnimee(bombe), [texte("zTXt", "a\0\0")], [texte("iTXt", "a\0\u0001\0fr\0a\0")]]) {
      const page = await imageEnPdf(png(8, { avant }), "png");
      expect(page.byteLength).toBeLessThan(5_000);
    }
  });

  test("des morceaux qui n’en sont pas : abîmée", async () => {
    const coupee = png(8).subarray(0, 40);
    expect(await examinerPng(coupee)).toContain("abîmé");
    await expect(imageEnPdf(coupee, "png")).rejects.toThrow(IMAGE_ABIMEE);
  });
});

describe("une image ordinaire", () => {
  test.each<[string, Buffer]>([
    ["carrée", png(200)],
    [
      "avec un texte et un profil",
      png(20, { avant: [morceauPng("zTXt", Buffer.from("a\0\0")), morceauPng("tEXt", Buffer.from("a\0b"))] }),
    ],
    ["animée", png(20, { avant: imageAnimee(deflateSync(Buffer.alloc(20 * 21))) })],
  ])("%s : acceptée, et mise en page", async (_, octets) => {
    expect(await examinerPng(octets)).toBeNull();
    expect(
      Buffer.from(await imageEnPdf(octets, "png"))
        .subarray(0, 5)
        .toString(),
    ).toBe("%PDF-");
  });
});
