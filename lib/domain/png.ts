/** How a PNG is laid out, read without decoding it: what its header announces, and where its compressed parts are. */

/** `debut` and `fin`: of the data alone. */
export type MorceauPng = { type: string; debut: number; fin: number };
export type EntetePng = { largeur: number; hauteur: number; bits: number; couleur: number; entrelace: boolean };

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Length and name before the data, checksum after. */
const AUTOUR = 12;
const CANAUX = new Map([
  [0, 1],
  [2, 3],
  [3, 1],
  [4, 2],
  [6, 4],
]);
/** A writer may put a little too much at the end. */
const JEU = 65_536;

const entier = (octets: Uint8Array, place: number): number =>
  new DataView(octets.buffer, octets.byteOffset + place, 4).getUint32(0);

/** Up to the end mark; null: not the chunks of a PNG. */
export function lirePng(octets: Uint8Array): { entete: EntetePng; morceaux: MorceauPng[] } | null {
  if (SIGNATURE.some((o, i) => octets[i] !== o)) return null;
  const morceaux: MorceauPng[] = [];
  for (let place = SIGNATURE.length; place + AUTOUR <= octets.length; ) {
    const debut = place + 8;
    const fin = debut + entier(octets, place);
    if (fin + 4 > octets.length) return null;
    const type = String.fromCharCode(...octets.subarray(place + 4, debut));
    morceaux.push({ type, debut, fin });
    if (type === "IEND") break;
    place = fin + 4;
  }
  const [premier] = morceaux;
  if (premier?.type !== "IHDR" || premier.fin - premier.debut !== 13 || morceaux.at(-1)?.type !== "IEND") return null;
  const { debut } = premier;
  const [largeur, hauteur] = [entier(octets, debut), entier(octets, debut + 4)];
  const [bits = 0, couleur = 0] = octets.subarray(debut + 8, debut + 10);
  if (largeur === 0 || hauteur === 0 || !CANAUX.has(couleur) || ![1, 2, 4, 8, 16].includes(bits)) return null;
  return { entete: { largeur, hauteur, bits, couleur, entrelace: octets[debut + 12] === 1 }, morceaux };
}

/** The most that its image may be once decompressed: each row, and the byte before it. */
export function octetsDePng({ largeur, hauteur, bits, couleur, entrelace }: EntetePng): number {
  const ligne = Math.ceil((largeur * bits * (CANAUX.get(couleur) ?? 4)) / 8) + 1;
  // Seven passes: some four rows for each one, the same pixels.
  return hauteur * ligne + (entrelace ? 4 * hauteur + 64 : 0) + JEU;
}
