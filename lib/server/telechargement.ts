/** A file handed out: always saved, never shown in a page. Its content policy is the proxy's (lib/server/en-tetes.ts). */

/** RFC 6266: a plain name for old readers, the true one (RFC 5987) for the others. */
export function dispositionJointe(nom: string): string {
  const simple = nom
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\x20-\x7E]|["\\%;]/g, "_");
  const complet = encodeURIComponent(nom).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${simple}"; filename*=UTF-8''${complet}`;
}

export function reponseFichier(
  corps: BodyInit,
  { nom, typeMime, octets }: { nom: string; typeMime: string; octets: number },
): Response {
  return new Response(corps, {
    headers: {
      "Content-Type": typeMime,
      "Content-Length": String(octets),
      "Content-Disposition": dispositionJointe(nom),
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "private, no-store",
    },
  });
}

const CSV = "text/csv; charset=utf-8";

/** The same, for a file composed in memory; a table (CSV) unless said. */
export function reponseTexte({
  nom,
  texte,
  typeMime = CSV,
}: {
  nom: string;
  texte: string;
  typeMime?: string;
}): Response {
  const octets = Buffer.from(texte);
  return reponseFichier(octets, { nom, typeMime, octets: octets.byteLength });
}

/** The same, for a table written as it goes out: read no faster than it is taken, dropped with the connection. */
export function reponseFlux({ nom, flux }: { nom: string; flux: AsyncIterable<string> }): Response {
  const morceaux = flux[Symbol.asyncIterator]();
  const encodeur = new TextEncoder();
  const corps = new ReadableStream<Uint8Array>({
    async pull(sortie) {
      const { done, value } = await morceaux.next();
      if (done) sortie.close();
      else sortie.enqueue(encodeur.encode(value));
    },
    async cancel() {
      await morceaux.return?.();
    },
  });
  return new Response(corps, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": dispositionJointe(nom),
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "private, no-store",
    },
  });
}
