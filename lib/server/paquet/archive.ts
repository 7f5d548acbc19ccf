import "server-only";
import { PassThrough, type Readable } from "node:stream";
import { ZipFile } from "yazl";

/** The size comes with the call, which the types leave out. */
type Fin = { end(suite: (octets: number) => void): void };

export type EntreeArchive = { nom: string } & ({ chemin: string } | { octets: Buffer });

/** Nothing is compressed twice, and the length is known before the first byte. */
const OPTIONS = { compress: false, mode: 0o100644, forceDosTimestamp: true } as const;

/** A ZIP holds a local time: written as noon of that day wherever the server runs. */
const midi = (jour: string): Date => {
  const [annee, mois, quantieme] = jour.split("-").map(Number) as [number, number, number];
  return new Date(annee, mois - 1, quantieme, 12, 0, 0);
};

/** Read no faster than it is taken. The same entries and day give the same bytes. */
export async function archiver(
  entrees: readonly EntreeArchive[],
  jour: string,
): Promise<{ flux: Readable; octets: number }> {
  const zip = new ZipFile();
  const sortie = new PassThrough();
  // A stream that fails in the middle is cut: the person sees an incomplete download, not a short archive.
  zip.on("error", (erreur: Error) => sortie.destroy(erreur));
  const options = { ...OPTIONS, mtime: midi(jour) };
  for (const entree of entrees)
    if ("chemin" in entree) zip.addFile(entree.chemin, entree.nom, options);
    else zip.addBuffer(entree.octets, entree.nom, options);
  const octets = await new Promise<number>((suite) => (zip as unknown as Fin).end(suite));
  zip.outputStream.pipe(sortie);
  return { flux: sortie, octets };
}
