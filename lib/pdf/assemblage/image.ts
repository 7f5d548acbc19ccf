/** An image as a page of its own, turned as it is, never enlarged beyond A4. */
import { inflateSync } from "node:zlib";
import { PDFDocument } from "pdf-lib";
import { lirePng, octetsDePng } from "@/lib/domain/png";
import { AnnexeFautive, IMAGE_ABIMEE, IMAGE_DEMESUREE } from "./fautes";

const MARGE = 40;
const A4 = { court: 595.28, long: 841.89 };
/** A PNG is decoded whole: four bytes for each of these. */
const PIXELS_MAX = 40_000_000;

/** Rows once decompressed: 40 million points of four bytes, and their margin. */
const OCTETS_MAX = 170_000_000;
/** What a picture is drawn from. Texts, profiles and the frames of an animation stay in the file itself. */
const DESSINES = new Set(["IHDR", "PLTE", "tRNS", "IDAT", "IEND"]);

/** The picture alone, once it is sure that it holds what its header announces. A JPEG goes out as it came, never decoded. */
function imageSeule(octets: Uint8Array): Uint8Array {
  const lu = lirePng(octets);
  if (lu === null) throw new AnnexeFautive(IMAGE_ABIMEE);
  const { entete, morceaux } = lu;
  const attendu = octetsDePng(entete);
  if (entete.largeur * entete.hauteur > PIXELS_MAX || attendu > OCTETS_MAX) throw new AnnexeFautive(IMAGE_DEMESUREE);
  const rangees = morceaux.filter((m) => m.type === "IDAT").map((m) => octets.subarray(m.debut, m.fin));
  try {
    inflateSync(Buffer.concat(rangees), { maxOutputLength: attendu });
  } catch (erreur) {
    const trop = (erreur as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
    throw new AnnexeFautive(trop ? IMAGE_DEMESUREE : IMAGE_ABIMEE);
  }
  return Buffer.concat([
    octets.subarray(0, 8),
    ...morceaux.filter((m) => DESSINES.has(m.type)).map((m) => octets.subarray(m.debut - 8, m.fin + 4)),
  ]);
}

export async function imageEnPdf(octets: Uint8Array, genre: "png" | "jpg"): Promise<Uint8Array> {
  const image = genre === "png" ? imageSeule(octets) : octets;
  const doc = await PDFDocument.create({ updateMetadata: false });
  try {
    const dessin = genre === "png" ? await doc.embedPng(image) : await doc.embedJpg(image);
    const couche = dessin.width > dessin.height;
    const [largeur, hauteur] = couche ? [A4.long, A4.court] : [A4.court, A4.long];
    const page = doc.addPage([largeur, hauteur]);
    const echelle = Math.min((largeur - 2 * MARGE) / dessin.width, (hauteur - 2 * MARGE) / dessin.height, 1);
    const [l, h] = [dessin.width * echelle, dessin.height * echelle];
    page.drawImage(dessin, { x: (largeur - l) / 2, y: hauteur - MARGE - h, width: l, height: h });
    return await doc.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false });
  } catch {
    throw new AnnexeFautive(IMAGE_ABIMEE);
  }
}
