import "server-only";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { open, stat, statfs } from "node:fs/promises";
import path from "node:path";
import { createGunzip } from "node:zlib";
import { extract, type Extract as Reception } from "tar-stream";
import { ErreurUsage } from "@/lib/cli/commande";
import {
  MANIFESTE_MAX,
  type Manifeste,
  MEMBRE_MANIFESTE,
  type Membre,
  membres,
  schemaManifeste,
} from "@/lib/server/sauvegarde/manifeste";

/**
 * Verifies a whole archive while unpacking it beside the storage, before anything is touched: names, order, sizes and hashes
 * of every member are those of the manifest, and nothing more is read than what it declares.
 */
type Entree = Reception extends AsyncIterable<infer E> ? E : never;
export type ArchiveLue = { manifeste: Manifeste; fichierDe: (membre: string) => string };

/** Headers, padding and the end of a tar file: never as much as this per member. */
const MARGE = 4096;
/** What the streams may have read ahead, and the end of the file. */
const AVANCE = 256 * 1024;

const refus = (fichier: string, suite: string) => new ErreurUsage(`${fichier} : ${suite}`);

async function lireManifeste(fichier: string, entree: Entree): Promise<Manifeste> {
  const { name, size } = entree.header;
  if (name !== MEMBRE_MANIFESTE || size > MANIFESTE_MAX)
    throw refus(fichier, "ce n’est pas une sauvegarde de Rigel, le manifeste n’est pas au début.");
  const morceaux: Buffer[] = [];
  for await (const morceau of entree) morceaux.push(morceau as Buffer);
  let brut: unknown;
  try {
    brut = JSON.parse(Buffer.concat(morceaux).toString("utf8"));
  } catch {
    throw refus(fichier, `le membre ${MEMBRE_MANIFESTE} est illisible.`);
  }
  const lu = schemaManifeste.safeParse(brut);
  if (lu.success) return lu.data;
  const chemin = lu.error.issues[0]?.path.map(String).join(".") ?? "";
  throw refus(fichier, `le membre ${MEMBRE_MANIFESTE} n’est pas au format attendu (${chemin || "racine"}).`);
}

async function exigerPlace(fichier: string, dossier: string, attendus: Membre[]): Promise<void> {
  const declares = attendus.reduce((somme, { octets }) => somme + octets, 0);
  const { bavail, bsize } = await statfs(dossier);
  if (declares > bavail * bsize)
    throw refus(fichier, `l’archive déclare ${declares} octets, plus que la place libre sur le disque.`);
}

/** One member to a new file. A wrong byte is told with the member's name. */
async function deballer(fichier: string, entree: Entree, attendu: Membre | undefined, vers: string): Promise<void> {
  const { name, type, size } = entree.header;
  if (attendu === undefined || name !== attendu.nom || type !== "file")
    throw refus(
      fichier,
      `le membre « ${name} » n’est pas celui que le manifeste annonce (${attendu?.nom ?? "aucun autre"}).`,
    );
  if (size !== attendu.octets)
    throw refus(fichier, `le membre ${name} fait ${size} octets au lieu de ${attendu.octets}.`);
  const empreinte = createHash("sha256");
  const sortie = await open(vers, "wx", 0o600);
  try {
    for await (const morceau of entree) {
      empreinte.update(morceau as Buffer);
      await sortie.writeFile(morceau as Buffer);
    }
    await sortie.sync();
  } finally {
    await sortie.close();
  }
  if (empreinte.digest("hex") !== attendu.sha256)
    throw refus(fichier, `le membre ${name} a été modifié, son empreinte n’est pas celle du manifeste.`);
}

/** A stream that was given up never drains: its end counts too. */
async function ecoule(tar: Reception): Promise<void> {
  const fin = new AbortController();
  const attentes = ["drain", "close"].map((evenement) => once(tar, evenement, { signal: fin.signal }));
  try {
    await Promise.race(attentes);
  } finally {
    fin.abort();
    await Promise.allSettled(attentes);
  }
}

export async function lireArchive(fichier: string, dossier: string): Promise<ArchiveLue> {
  const vu = await stat(fichier).catch(() => null);
  if (!vu?.isFile()) throw refus(fichier, "ce fichier n’existe pas ou ne peut pas être lu.");
  const tar = extract();
  const source = createReadStream(fichier);
  const clair = createGunzip();
  source.on("error", (erreur) => clair.destroy(erreur));
  source.pipe(clair);

  let permis = MANIFESTE_MAX + MARGE;
  const nourrir = async () => {
    try {
      for await (const morceau of clair) {
        permis -= (morceau as Buffer).byteLength;
        if (permis < 0) throw refus(fichier, "l’archive contient plus que ce que son manifeste déclare.");
        if (!tar.write(morceau as Buffer)) await ecoule(tar);
      }
      tar.end(null);
    } catch (erreur) {
      tar.destroy(erreur as Error);
    }
  };
  const alimentation = nourrir();
  let dernier = "le début";
  try {
    let manifeste: Manifeste | undefined;
    let attendus: Membre[] = [];
    let rang = 0;
    for await (const entree of tar) {
      if (manifeste === undefined) {
        manifeste = await lireManifeste(fichier, entree);
        attendus = membres(manifeste);
        await exigerPlace(fichier, dossier, attendus);
        permis = attendus.reduce((somme, { octets }) => somme + octets + MARGE, AVANCE);
      } else {
        await deballer(fichier, entree, attendus[rang], path.join(dossier, String(rang)));
        rang += 1;
      }
      dernier = entree.header.name;
    }
    if (manifeste === undefined) throw refus(fichier, "l’archive est vide.");
    const absent = attendus[rang];
    if (absent !== undefined) throw refus(fichier, `le membre ${absent.nom} manque, l’archive est incomplète.`);
    const rangs = new Map(attendus.map(({ nom }, i) => [nom, i]));
    return { manifeste, fichierDe: (membre) => path.join(dossier, String(rangs.get(membre))) };
  } catch (erreur) {
    if (erreur instanceof ErreurUsage) throw erreur;
    const { code = "", message } = erreur as NodeJS.ErrnoException;
    if (/^(Z_|ERR_)/.test(code) || /Unexpected end|Invalid tar|premature/i.test(message))
      throw refus(fichier, `l’archive est coupée ou abîmée après ${dernier}.`);
    throw erreur;
  } finally {
    source.destroy();
    clair.destroy();
    await alimentation;
  }
}
