/** An image as a page of its own, turned as it is, never enlarged beyond A4. */
import { PDFDocument } from "pdf-lib";
import { AnnexeFautive, IMAGE_ABIMEE, IMAGE_DEMESUREE } from "./fautes";

const MARGE = 40;
const A4 = { court: 595.28, long: 841.89 };
/** A PNG is decoded whole: four bytes for each of these. */
const PIXELS_MAX = 40_000_000;

/** What the first bytes of a PNG announce. A JPEG goes out as it came, never decoded. */
function exigerPetit(octets: Uint8Array): void {
  const vue = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
  if (octets.byteLength < 33) throw new AnnexeFautive(IMAGE_ABIMEE);
  if (vue.getUint32(16) * vue.getUint32(20) > PIXELS_MAX) throw new AnnexeFautive(IMAGE_DEMESUREE);
}

export async function imageEnPdf(octets: Uint8Array, genre: "png" | "jpg"): Promise<Uint8Array> {
  if (genre === "png") exigerPetit(octets);
  const doc = await PDFDocument.create({ updateMetadata: false });
  try {
    const image = genre === "png" ? await doc.embedPng(octets) : await doc.embedJpg(octets);
    const couche = image.width > image.height;
    const [largeur, hauteur] = couche ? [A4.long, A4.court] : [A4.court, A4.long];
    const page = doc.addPage([largeur, hauteur]);
    const echelle = Math.min((largeur - 2 * MARGE) / image.width, (hauteur - 2 * MARGE) / image.height, 1);
    const [l, h] = [image.width * echelle, image.height * echelle];
    page.drawImage(image, { x: (largeur - l) / 2, y: hauteur - MARGE - h, width: l, height: h });
    return await doc.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false });
  } catch {
    throw new AnnexeFautive(IMAGE_ABIMEE);
  }
}
