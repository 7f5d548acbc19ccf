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

/** Nobody asks for the headers of a file alone: Next would answer HEAD with GET, make the file, and leave it undrained. */
export const refuserTete = (): Response => new Response(null, { status: 405, headers: { Allow: "GET" } });

/** A connection that takes nothing for so long is dead, or held open on purpose. */
const SANS_PROGRES_MS = 120_000;

/** The same bytes, read no faster than they are taken; cut when nobody takes any, so that what made them is thrown away. */
export function quiAvance(source: ReadableStream<Uint8Array>, delaiMs = SANS_PROGRES_MS): ReadableStream<Uint8Array> {
  const lecteur = source.getReader();
  let minuterie: ReturnType<typeof setTimeout> | undefined;
  const attendre = (sortie: ReadableStreamDefaultController<Uint8Array>) => {
    minuterie = setTimeout(() => {
      const arret = new Error("Téléchargement coupé : il n’avance plus");
      sortie.error(arret);
      void lecteur.cancel(arret).catch(() => undefined);
    }, delaiMs);
    minuterie.unref();
  };
  return new ReadableStream<Uint8Array>(
    {
      start: attendre,
      async pull(sortie) {
        clearTimeout(minuterie);
        const { done, value } = await lecteur.read();
        if (done) return sortie.close();
        sortie.enqueue(value);
        attendre(sortie);
      },
      async cancel(raison) {
        clearTimeout(minuterie);
        await lecteur.cancel(raison);
      },
    },
    { highWaterMark: 0 },
  );
}

export function reponseFichier(
  corps: BodyInit,
  { nom, typeMime, octets }: { nom: string; typeMime: string; octets: number },
): Response {
  return new Response(corps instanceof ReadableStream ? quiAvance(corps as ReadableStream<Uint8Array>) : corps, {
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

/** The same, for a table written as it goes out: read no faster than it is taken, dropped with the connection. CSV unless said. */
export function reponseFlux({
  nom,
  flux,
  typeMime = CSV,
}: {
  nom: string;
  flux: AsyncIterable<string | Uint8Array>;
  typeMime?: string;
}): Response {
  const morceaux = flux[Symbol.asyncIterator]();
  const encodeur = new TextEncoder();
  const corps = new ReadableStream<Uint8Array>({
    async pull(sortie) {
      const { done, value } = await morceaux.next();
      if (done) sortie.close();
      else sortie.enqueue(typeof value === "string" ? encodeur.encode(value) : value);
    },
    async cancel() {
      await morceaux.return?.();
    },
  });
  return new Response(quiAvance(corps), {
    headers: {
      "Content-Type": typeMime,
      "Content-Disposition": dispositionJointe(nom),
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "private, no-store",
    },
  });
}
