import "server-only";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { link, mkdir, mkdtemp, open, readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { ErreurUsage } from "@/lib/cli/commande";
import { stockage } from "@/lib/integrations/stockage";
import { nomBase, transaction, transactionBrute } from "@/lib/server/base";
import { ecrireEntree } from "@/lib/server/journal";
import { ecrireArchive, empreinteDe } from "@/lib/server/sauvegarde/ecrire-archive";
import { FORMAT, type Manifeste } from "@/lib/server/sauvegarde/manifeste";
import { type Releve, relever } from "@/lib/server/sauvegarde/relever";

export type BilanSauvegarde = {
  fichier: string;
  lignes: number;
  fichiers: number;
  octets: number;
  sha256: string;
  /** How long the snapshot was open: on PGlite, how long requests waited. */
  releveMs: number;
  dureeMs: number;
  /** Keys of files that are not there. */
  manquants: string[];
  /** Keys of files that are not what was recorded. */
  alteres: string[];
};

const version = (): string => JSON.parse(readFileSync(path.join(process.cwd(), "package.json"), "utf8")).version;

/** Files are never modified once written: what the snapshot names can be read after it. */
async function peserFichiers(cles: Releve["cles"], abandon?: AbortSignal) {
  const fichiers: Manifeste["fichiers"] = [];
  const manquants: string[] = [];
  const alteres: string[] = [];
  for (const [cle, attendue] of [...cles].sort(([a], [b]) => (a < b ? -1 : 1))) {
    abandon?.throwIfAborted();
    if ((await stockage.taille(cle)) === null) {
      // A key found in a text, of a file removed since, is no fault.
      if (attendue !== null) manquants.push(cle);
      continue;
    }
    const empreinte = await empreinteDe((await stockage.lire(cle)) as unknown as AsyncIterable<Uint8Array>);
    fichiers.push({ cle, ...empreinte });
    if (attendue !== null && attendue !== empreinte.sha256) alteres.push(cle);
  }
  return { fichiers, manquants, alteres };
}

/** link(2) rather than rename(2): it never replaces a file that is there. */
async function nommer(brouillon: string, fichier: string): Promise<void> {
  await link(brouillon, fichier);
  const dossier = await open(path.dirname(fichier), "r");
  try {
    await dossier.sync();
  } finally {
    await dossier.close();
  }
}

const PREFIXE = ".rigel-sauvegarde-";
/** A backup at work writes all the time: one that has not for so long was killed. */
const ABANDON_MS = 6 * 3_600_000;

/** The working folders of killed backups hold the whole database in clear: they do not stay. */
async function balayerAbandons(dossier: string): Promise<void> {
  for (const nom of await readdir(dossier)) {
    if (!nom.startsWith(PREFIXE)) continue;
    const travail = path.join(dossier, nom);
    const membres = await readdir(travail).catch(() => []);
    const dates = await Promise.all(
      [travail, ...membres.map((membre) => path.join(travail, membre))].map((c) => stat(c).catch(() => null)),
    );
    const derniere = Math.max(...dates.map((s) => s?.mtimeMs ?? 0));
    // Against the clock of the files themselves, not the day the backup is dated.
    if (Date.now() - derniere > ABANDON_MS) await rm(travail, { recursive: true, force: true });
  }
}

async function preparer(fichier: string): Promise<string> {
  const dossier = path.dirname(fichier);
  if (await stat(fichier).catch(() => null)) throw new ErreurUsage(`${fichier} existe déjà : choisissez un autre nom.`);
  try {
    await mkdir(dossier, { recursive: true });
    await balayerAbandons(dossier);
    return await mkdtemp(path.join(dossier, PREFIXE));
  } catch (erreur) {
    const { code = "" } = erreur as NodeJS.ErrnoException;
    throw new ErreurUsage(`${fichier} : l’archive ne peut pas être écrite dans ce dossier (${code}).`);
  }
}

/** Database and files in one archive. The snapshot is one instant; requests go on meanwhile, or wait for it on PGlite. */
export async function sauvegarder(fichier: string, maintenant: Date, abandon?: AbortSignal): Promise<BilanSauvegarde> {
  const debut = performance.now();
  const travail = await preparer(fichier);
  try {
    const debutReleve = performance.now();
    const { cles, ...releve } = await transactionBrute("lecture", (connexion) => relever(connexion, travail, abandon));
    const releveMs = Math.round(performance.now() - debutReleve);
    const { fichiers, manquants, alteres } = await peserFichiers(cles, abandon);
    const manifeste: Manifeste = {
      format: FORMAT,
      rigel: version(),
      creeLe: maintenant.toISOString(),
      base: nomBase(),
      ...releve,
      fichiers,
      manquants,
    };
    const brouillon = path.join(travail, `${randomUUID()}.partiel`);
    const archive = await ecrireArchive(
      brouillon,
      { manifeste, fichierDeTable: (nom) => path.join(travail, `${nom}.jsonl`) },
      abandon,
    );
    await nommer(brouillon, fichier);
    const lignes = releve.tables.reduce((somme, table) => somme + table.lignes, 0);
    await transaction((tx) =>
      ecrireEntree(tx, {
        action: "sauvegarde.faire",
        apres: { lignes, fichiers: fichiers.length, manquants: manquants.length, alteres: alteres.length, ...archive },
      }),
    );
    return {
      fichier,
      lignes,
      fichiers: fichiers.length,
      ...archive,
      releveMs,
      dureeMs: Math.round(performance.now() - debut),
      manquants,
      alteres,
    };
  } finally {
    await rm(travail, { recursive: true, force: true });
  }
}
