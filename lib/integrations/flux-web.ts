import type { Readable } from "node:stream";

/**
 * A Node stream as the web has it. `Readable.toWeb` of Node 20 throws outside of any call when it is cancelled between two chunks, which
 * would stop the server: here a chunk is asked for only when it is wanted.
 */
export function enFluxWeb(lisible: Readable): ReadableStream<Uint8Array> {
  const morceaux = lisible[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  return new ReadableStream<Uint8Array>(
    {
      async pull(sortie) {
        const { done, value } = await morceaux.next();
        if (done) sortie.close();
        else sortie.enqueue(value);
      },
      cancel() {
        lisible.destroy();
      },
    },
    { highWaterMark: 0 },
  );
}
