/** Writing a file given on the command line: whole or not at all. */
import { randomUUID } from "node:crypto";
import { realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { ErreurUsage } from "./commande";

const RAISONS: Record<string, string> = {
  ENOENT: "le dossier où l’écrire n’existe pas",
  EACCES: "l’écriture n’y est pas autorisée",
  EPERM: "l’écriture n’y est pas autorisée",
  EROFS: "l’écriture n’y est pas autorisée",
  EISDIR: "c’est un dossier, pas un fichier",
  ENOTDIR: "ce chemin traverse un fichier",
  ENAMETOOLONG: "ce nom de fichier est trop long",
  ENOSPC: "il ne reste plus de place sur le disque",
};

const impossible = (chemin: string, erreur: unknown): ErreurUsage => {
  const { code = "" } = erreur as { code?: string };
  return new ErreurUsage(`${chemin} : ce fichier ne peut pas être écrit, ${RAISONS[code] ?? "le système refuse"}.`);
};

/** A mistyped output must not cost the file that was read. */
export async function refuserMemeFichier(entree: string, sortie: string): Promise<void> {
  const [a, b] = await Promise.all([entree, sortie].map((f) => realpath(f).catch(() => path.resolve(f))));
  if (a === b) throw new ErreurUsage(`${sortie} : la sortie remplacerait le fichier d’entrée.`);
}

/** Through a temporary file beside it, then a rename: a reader never sees half of it. */
export async function ecrireEntier(chemin: string, octets: Uint8Array): Promise<void> {
  const temporaire = path.join(path.dirname(chemin), `.${randomUUID()}.tmp`);
  try {
    const dejaLa = await stat(chemin).catch(() => undefined);
    if (dejaLa?.isDirectory()) throw Object.assign(new Error(), { code: "EISDIR" });
    await writeFile(temporaire, octets, { flag: "wx" });
    await rename(temporaire, chemin);
  } catch (erreur) {
    await rm(temporaire, { force: true }).catch(() => undefined);
    throw impossible(chemin, erreur);
  }
}
