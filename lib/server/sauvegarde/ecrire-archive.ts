import "server-only";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { pack } from "tar-stream";
import { type Empreinte, stockage } from "@/lib/integrations/stockage";
import { type Manifeste, MEMBRE_MANIFESTE, membres } from "@/lib/server/sauvegarde/manifeste";

/** Attachments and PDFs are compressed already: more effort would only take longer. */
const NIVEAU = 3;

export async function empreinteDe(source: AsyncIterable<Uint8Array>): Promise<Empreinte> {
  const empreinte = createHash("sha256");
  let octets = 0;
  for await (const morceau of source) {
    empreinte.update(morceau);
    octets += morceau.byteLength;
  }
  return { octets, sha256: empreinte.digest("hex") };
}

type Sources = { manifeste: Manifeste; fichierDeTable: (nom: string) => string };

/** Writes the archive to a new file that only its owner may read, flushed to the disk. Gives its own size and hash. */
export async function ecrireArchive(
  chemin: string,
  { manifeste, fichierDeTable }: Sources,
  abandon?: AbortSignal,
): Promise<Empreinte> {
  const tar = pack();
  const mtime = new Date(manifeste.creeLe);
  const ajouter = async (name: string, size: number, source: Readable | Buffer) => {
    const entree = tar.entry({ name, size, mode: 0o600, mtime });
    // A file that is longer or shorter than the manifest says stops here: tar-stream checks the size.
    await pipeline(source instanceof Readable ? source : Readable.from([source]), entree);
  };
  const remplir = async () => {
    const texte = Buffer.from(`${JSON.stringify(manifeste, null, 1)}\n`);
    await ajouter(MEMBRE_MANIFESTE, texte.byteLength, texte);
    const sources = [
      ...manifeste.tables.map(
        ({ nom }) =>
          async () =>
            createReadStream(fichierDeTable(nom)),
      ),
      ...manifeste.fichiers.map(
        ({ cle }) =>
          async () =>
            Readable.fromWeb((await stockage.lire(cle)) as never),
      ),
    ];
    for (const [i, { nom, octets }] of membres(manifeste).entries()) {
      abandon?.throwIfAborted();
      await ajouter(nom, octets, await (sources[i] as () => Promise<Readable>)());
    }
    tar.finalize();
  };
  const fichier = await open(chemin, "wx", 0o600);
  const empreinte = createHash("sha256");
  let octets = 0;
  try {
    const remplissage = remplir().catch((erreur) => {
      tar.destroy(erreur);
      throw erreur;
    });
    const ecriture = pipeline(tar as unknown as AsyncIterable<Buffer>, createGzip({ level: NIVEAU }), async (flux) => {
      for await (const morceau of flux) {
        empreinte.update(morceau);
        octets += morceau.byteLength;
        await fichier.writeFile(morceau);
      }
    });
    await Promise.all([remplissage, ecriture]);
    await fichier.sync();
  } finally {
    await fichier.close();
  }
  return { octets, sha256: empreinte.digest("hex") };
}
