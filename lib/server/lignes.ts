/**
 * Lines of a stream of UTF-8, cut at « \n » and nowhere else. node:readline also cuts at U+2028 and U+2029 from Node 24 on, which
 * JSON writes as they are inside a string.
 */
export async function* enLignes(flux: AsyncIterable<Uint8Array>): AsyncGenerator<string, void> {
  const decodeur = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let reste: string[] = [];
  for await (const morceau of flux) {
    const texte = decodeur.decode(morceau, { stream: true });
    let debut = 0;
    for (let fin = texte.indexOf("\n"); fin >= 0; fin = texte.indexOf("\n", debut)) {
      reste.push(texte.slice(debut, fin));
      yield reste.join("");
      reste = [];
      debut = fin + 1;
    }
    if (debut < texte.length) reste.push(texte.slice(debut));
  }
  const derniere = reste.join("") + decodeur.decode();
  if (derniere !== "") yield derniere;
}
