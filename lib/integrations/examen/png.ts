import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createInflate } from "node:zlib";
import { lirePng, type MorceauPng, octetsDePng } from "@/lib/domain/png";
import { ABIME, DEMESURE, type Motif } from "./motif";

/** All that a picture holds once decompressed, its animation included: a photo of a hundred million points. */
const ENSEMBLE_MAX = 400_000_000;
/** Texts and colour profile. */
const TEXTES_MAX = 8_000_000;

class Trop extends Error {}

/** Bytes once decompressed, counted as they come and kept nowhere; stops beyond. What does not decompress counts up to there. */
async function compter(parts: readonly Uint8Array[], maximum: number): Promise<number> {
  let total = 0;
  try {
    await pipeline(Readable.from(parts), createInflate(), async (morceaux: AsyncIterable<Buffer>) => {
      for await (const morceau of morceaux) {
        total += morceau.length;
        if (total > maximum) return;
      }
    });
  } catch {
    // Damaged, or stopped here: the count says which.
  }
  if (total > maximum) throw new Trop();
  return total;
}

/** Where the compressed text of a chunk begins, after its keyword and what describes it. */
function texteComprime(octets: Uint8Array, { type, debut, fin }: MorceauPng): Uint8Array | null {
  const donnees = octets.subarray(debut, fin);
  const cle = donnees.indexOf(0);
  if (cle === -1) return null;
  if (type !== "iTXt") return donnees.subarray(cle + 2);
  const langue = donnees.indexOf(0, cle + 3);
  const traduction = donnees.indexOf(0, langue + 1);
  return donnees[cle + 1] === 1 && langue !== -1 && traduction !== -1 ? donnees.subarray(traduction + 1) : null;
}

/** A few bytes may announce a small picture and hold a gigabyte: whoever opens it pays for it. */
export async function examinerPng(octets: Uint8Array): Promise<Motif> {
  const lu = lirePng(octets);
  if (lu === null) return ABIME;
  const image = octetsDePng(lu.entete);
  let reste = ENSEMBLE_MAX;
  const images: Uint8Array[][] = [[]];
  const textes: Uint8Array[] = [];
  for (const m of lu.morceaux) {
    if (m.type === "fcTL") images.push([]);
    else if (m.type === "IDAT") images[0]?.push(octets.subarray(m.debut, m.fin));
    // Its rank in the animation comes first.
    else if (m.type === "fdAT") images.at(-1)?.push(octets.subarray(m.debut + 4, m.fin));
    else if (m.type === "zTXt" || m.type === "iCCP" || m.type === "iTXt") {
      const texte = texteComprime(octets, m);
      if (texte !== null) textes.push(texte);
    }
  }
  try {
    for (const parts of images) if (parts.length > 0) reste -= await compter(parts, Math.min(image, reste));
    let lus = 0;
    for (const texte of textes) lus += await compter([texte], TEXTES_MAX - lus);
    return null;
  } catch (erreur) {
    if (erreur instanceof Trop) return DEMESURE;
    throw erreur;
  }
}
