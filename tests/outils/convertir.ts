import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { ABSENT, trouverLibreOffice } from "./libreoffice.mjs";

const executer = promisify(execFile);

/** The file as LibreOffice saves it: opened, computed again, written. Fails clearly where LibreOffice is missing. */
export async function convertir(octets: Uint8Array, de: string, vers: string): Promise<Buffer> {
  const soffice = trouverLibreOffice();
  if (soffice === undefined) throw new Error(ABSENT);
  const dossier = await mkdtemp(path.join(tmpdir(), "rigel-soffice-"));
  try {
    const source = path.join(dossier, `source.${de}`);
    await writeFile(source, octets);
    // A profile of its own: two at once would wait for one another.
    const profil = `-env:UserInstallation=${pathToFileURL(path.join(dossier, "profil")).href}`;
    const sortie = path.join(dossier, "sortie");
    await executer(soffice, [profil, "--headless", "--convert-to", vers, "--outdir", sortie, source], {
      timeout: 120_000,
    });
    return await readFile(path.join(sortie, `source.${vers.split(":")[0]}`));
  } finally {
    await rm(dossier, { recursive: true, force: true });
  }
}
