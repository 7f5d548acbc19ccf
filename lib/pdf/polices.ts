/** Marianne as PDFKit draws it: measured here, with its thin space widened and its figures tabular. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { create, type Font } from "@cantoo/fontkit";

export type Graisse = "normal" | "moyen" | "gras" | "italique" | "grasItalique";

const FICHIERS: Record<Graisse, string> = {
  normal: "Marianne-Regular.woff",
  moyen: "Marianne-Medium.woff",
  gras: "Marianne-Bold.woff",
  italique: "Marianne-Regular_Italic.woff",
  grasItalique: "Marianne-Bold_Italic.woff",
};
export const GRAISSES = Object.keys(FICHIERS) as Graisse[];

const dossierDesPolices = () => path.join(process.cwd(), "node_modules/@codegouvfr/react-dsfr/dsfr/fonts");

const FINE_INSECABLE = "\u202f";
const FINE = "\u2009";
/** Marianne's own thin space, 0.135 em, is hardly seen between thousands. */
const LARGEUR_FINE_EM = 0.23;

/**
 * Marianne has no U+202F: left alone it would be drawn as .notdef, which PDF/UA forbids. It borrows the glyph of U+2009,
 * keeps its own code point (so that the text extracted is right) and advances further.
 */
function avecFineInsecable(police: Font): Font {
  const dessiner = police.layout.bind(police);
  const fine = police.glyphForCodePoint(0x2009)?.id;
  const avance = LARGEUR_FINE_EM * police.unitsPerEm;
  police.layout = (texte: string) => {
    const suite = dessiner(texte.replaceAll(FINE_INSECABLE, FINE), { tnum: true });
    for (const [i, glyphe] of suite.glyphs.entries()) {
      if (glyphe.id !== fine) continue;
      glyphe.codePoints = [0x202f];
      const position = suite.positions?.[i];
      if (position) position.xAdvance = avance;
    }
    return suite;
  };
  return police;
}

export type Police = {
  font: Font;
  /** Width in points at a given size. */
  largeur: (texte: string, taille: number) => number;
  dessinable: (codePoint: number) => boolean;
};

/** Opened anew for each document: a font remembers the glyphs it has met, and the bytes must not depend on the past. */
function ouvrir(graisse: Graisse): Police {
  const font = avecFineInsecable(create(readFileSync(path.join(dossierDesPolices(), FICHIERS[graisse]))) as Font);
  const largeurs = new Map<string, number>();
  return {
    font,
    largeur: (texte, taille) => {
      let unites = largeurs.get(texte);
      if (unites === undefined) {
        unites = font.layout(texte).advanceWidth / font.unitsPerEm;
        largeurs.set(texte, unites);
      }
      return unites * taille;
    },
    dessinable: (codePoint) => codePoint === 0x202f || font.hasGlyphForCodePoint(codePoint),
  };
}

export type Polices = Record<Graisse, Police>;

export const ouvrirPolices = (): Polices => ({
  normal: ouvrir("normal"),
  moyen: ouvrir("moyen"),
  gras: ouvrir("gras"),
  italique: ouvrir("italique"),
  grasItalique: ouvrir("grasItalique"),
});
