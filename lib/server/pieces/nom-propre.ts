/** The name of a file as it is kept, shown and given back: what was typed elsewhere, made harmless on every system. */

/** Under the 255 bytes of most file systems, with room for what a browser adds (« (1) »). */
const OCTETS_MAX = 240;
const EXTENSION_MAX = 10;
/** Windows takes these for devices, whatever the extension. */
const RESERVES = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)$/i;
/** Control and surrogate characters, and those that reorder or hide: « fdp.exe » must not read « exe.pdf ». */
const INVISIBLES = /[\p{Cc}\p{Cs}\p{Cf}\u2028\u2029\u{E0000}-\u{E0FFF}]/gu;
const INTERDITS = /[<>:"|?*]/g;

/** Cut between characters, never inside one. */
function couper(texte: string, octets: number): string {
  let garde = "";
  let taille = 0;
  for (const caractere of texte) {
    taille += Buffer.byteLength(caractere);
    if (taille > octets) break;
    garde += caractere;
  }
  return garde;
}

/** Windows drops spaces and dots at the end, which would change the extension. */
function sansFin(texte: string): string {
  let fin = texte.length;
  while (fin > 0 && /[\s.]/.test(texte[fin - 1] ?? "")) fin -= 1;
  return texte.slice(0, fin);
}

/** The last part of a path, readable, short enough, its extension kept. */
export function nomPropre(nom: string): string {
  const propre = (nom.split(/[\\/]/).at(-1) ?? "").normalize("NFC").replace(INVISIBLES, "").replace(INTERDITS, "-");
  const dernier = sansFin(propre).trim();
  const point = dernier.lastIndexOf(".");
  const extension = point > 0 ? couper(dernier.slice(point), EXTENSION_MAX) : "";
  const tige = (point > 0 ? dernier.slice(0, point) : dernier).replace(/^\.+/, "");
  const garde = couper(tige, OCTETS_MAX - Buffer.byteLength(extension)).trim() || "fichier";
  return `${RESERVES.test(garde.split(".")[0]?.trim() ?? "") ? "_" : ""}${garde}${extension}`;
}
