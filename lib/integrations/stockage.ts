import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { link, mkdir, mkdtemp, open, readdir, readFile, rename, rm, rmdir, stat } from "node:fs/promises";
import path from "node:path";
import { type DateIso, estDate } from "@/lib/domain/dates";
import { env } from "@/lib/env";
import { enFluxWeb } from "./flux-web";

/**
 * Where bytes live: attachments and produced PDFs, never in the database. One small interface, so that a bucket may take
 * the disk's place; a key is made here, from nothing a person typed.
 */
export const RAYONS = ["pieces", "versions", "regimes"] as const;
export type Rayon = (typeof RAYONS)[number];
export type Empreinte = { octets: number; sha256: string };
export type Source = Uint8Array | AsyncIterable<Uint8Array>;

/** A file set aside on that day. */
export type Ecarte = { cle: string; jour: DateIso };

export interface Stockage {
  /** Whole or not at all: a reader never sees half a file. Refuses to replace one. */
  ecrire(cle: string, source: Source): Promise<Empreinte>;
  /** Takes in a file already on this machine; it is no longer where it was. */
  prendre(cle: string, chemin: string): Promise<void>;
  /** As `prendre`, over what is there: only a restore knows better than the storage. */
  remettre(cle: string, chemin: string): Promise<void>;
  lire(cle: string): Promise<ReadableStream<Uint8Array>>;
  /** The same bytes under this other name, without a copy, for whoever reads them at length; false: not possible here. */
  lier(cle: string, chemin: string): Promise<boolean>;
  /** Bytes held; null: no such file. */
  taille(cle: string): Promise<number | null>;
  /** All that is held; `avant`: only what was put there before that instant. */
  cles(avant?: Date): Promise<string[]>;
  /** Silent when there is nothing to remove. */
  supprimer(cle: string): Promise<void>;
  /** Out of the storage without being lost: kept under the day's name, where `cles` does not look. */
  ecarter(cle: string, jour: DateIso): Promise<void>;
  ecartes(): Promise<Ecarte[]>;
  /** Back in its place. */
  reprendre(ecarte: Ecarte): Promise<void>;
  effacerEcarte(ecarte: Ecarte): Promise<void>;
  /** The installation whose database names these files; null: not known yet. */
  identite(): Promise<string | null>;
  marquer(identite: string | null): Promise<void>;
}

const CLE = `(?:${RAYONS.join("|")})/[0-9a-f]{2}/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}`;
const MOTIF_CLE = new RegExp(`^${CLE}$`);

export const estCle = (texte: string): boolean => MOTIF_CLE.test(texte);

/** Every key written in a text, a row of the database for instance. */
export const clesDans = (texte: string): string[] => texte.match(new RegExp(CLE, "g")) ?? [];

/** Two characters of the identifier make a folder: no folder grows beyond measure. */
export function nouvelleCle(rayon: Rayon): string {
  const id = randomUUID();
  return `${rayon}/${id.slice(0, 2)}/${id}`;
}

async function* flux(source: Source): AsyncIterable<Uint8Array> {
  if (source instanceof Uint8Array) yield source;
  else yield* source;
}

/** Bytes to a new file, flushed to the disk. On failure nothing is left. */
export async function ecrireFichier(chemin: string, source: Source): Promise<Empreinte> {
  const empreinte = createHash("sha256");
  let octets = 0;
  const fichier = await open(chemin, "wx", 0o600);
  try {
    for await (const morceau of flux(source)) {
      empreinte.update(morceau);
      octets += morceau.byteLength;
      await fichier.writeFile(morceau);
    }
    await fichier.sync();
  } catch (erreur) {
    await fichier.close();
    await rm(chemin, { force: true });
    throw erreur;
  }
  await fichier.close();
  return { octets, sha256: empreinte.digest("hex") };
}

export function stockageDisque(racine: string): Stockage {
  const dans = (cle: string): string => {
    if (!MOTIF_CLE.test(cle)) throw new Error(`Clé de stockage mal formée : ${JSON.stringify(cle)}`);
    return path.join(racine, cle);
  };
  const preparer = async (cle: string): Promise<string> => {
    const chemin = dans(cle);
    await mkdir(path.dirname(chemin), { recursive: true });
    if (await existe(chemin)) throw new Error(`Fichier déjà présent : ${cle}`);
    return chemin;
  };
  /** `quarantaine/2026-11-21/pieces/…`: copied back over the storage's folder by hand, a day is undone. */
  const quarantaine = (jour: DateIso, cle: string): string => {
    if (!estDate(jour) || !MOTIF_CLE.test(cle))
      throw new Error(`Quarantaine mal nommée : ${JSON.stringify([jour, cle])}`);
    return path.join(racine, "quarantaine", jour, cle);
  };
  const marque = path.join(racine, "identite");
  return {
    async ecrire(cle, source) {
      const chemin = await preparer(cle);
      const brouillon = `${chemin}.${randomUUID()}.partiel`;
      const empreinte = await ecrireFichier(brouillon, source);
      await placer(brouillon, chemin);
      return empreinte;
    },
    async prendre(cle, origine) {
      await placer(origine, await preparer(cle));
    },
    async remettre(cle, origine) {
      const chemin = dans(cle);
      await mkdir(path.dirname(chemin), { recursive: true });
      await placer(origine, chemin);
    },
    async cles(avant) {
      const trouvees: string[] = [];
      for (const rayon of RAYONS) {
        const noms = await readdir(path.join(racine, rayon), { recursive: true }).catch(() => []);
        trouvees.push(...noms.map((nom) => `${rayon}/${nom.split(path.sep).join("/")}`).filter(estCle));
      }
      if (avant === undefined) return trouvees;
      const dates = await Promise.all(trouvees.map((cle) => stat(dans(cle)).catch(() => null)));
      return trouvees.filter((_, i) => (dates[i]?.mtimeMs ?? Number.POSITIVE_INFINITY) < avant.getTime());
    },
    async lire(cle) {
      const chemin = dans(cle);
      // A missing file is an error here, not in the middle of an answer already begun.
      const fichier = await open(chemin, "r");
      return enFluxWeb(createReadStream(chemin, { fd: fichier }));
    },
    async lier(cle, chemin) {
      return link(dans(cle), chemin).then(
        () => true,
        () => false,
      );
    },
    async taille(cle) {
      return stat(dans(cle)).then(
        (s) => s.size,
        () => null,
      );
    },
    async supprimer(cle) {
      await rm(dans(cle), { force: true });
    },
    async ecarter(cle, jour) {
      const chemin = quarantaine(jour, cle);
      await mkdir(path.dirname(chemin), { recursive: true });
      await placer(dans(cle), chemin);
    },
    async ecartes() {
      const noms = await readdir(path.join(racine, "quarantaine"), { recursive: true }).catch(() => []);
      return noms.flatMap((nom) => {
        const [jour = "", ...reste] = nom.split(path.sep);
        const cle = reste.join("/");
        return estDate(jour) && estCle(cle) ? [{ jour, cle }] : [];
      });
    },
    async reprendre({ cle, jour }) {
      await placer(quarantaine(jour, cle), await preparer(cle));
    },
    async effacerEcarte({ cle, jour }) {
      const chemin = quarantaine(jour, cle);
      await rm(chemin, { force: true });
      // The folders of the day, where nothing is left in them.
      for (const haut of ["..", "../..", "../../.."]) await rmdir(path.resolve(chemin, haut)).catch(() => undefined);
    },
    async identite() {
      return (await readFile(marque, "utf8").catch(() => "")).trim() || null;
    },
    async marquer(identite) {
      if (identite === null) return rm(marque, { force: true });
      await mkdir(racine, { recursive: true });
      const brouillon = `${marque}.${randomUUID()}.partiel`;
      await ecrireFichier(brouillon, Buffer.from(`${identite}\n`));
      await rename(brouillon, marque);
    },
  };
}

/** The name too must outlive a power cut, not the bytes alone. */
async function placer(origine: string, chemin: string): Promise<void> {
  await rename(origine, chemin);
  // The new folder's own name is in its parent.
  for (const dossier of [path.dirname(chemin), path.dirname(path.dirname(chemin))]) {
    const poignee = await open(dossier, "r");
    try {
      await poignee.sync();
    } finally {
      await poignee.close();
    }
  }
}

const existe = (chemin: string): Promise<boolean> =>
  stat(chemin).then(
    () => true,
    () => false,
  );

const RACINE = path.join(env.RIGEL_DATA, "fichiers");
export const stockage: Stockage = stockageDisque(RACINE);

const RECEPTION = path.join(RACINE, "reception");
const ABANDON_MS = 24 * 3_600_000;

/** Files being received live beside the storage, on the same disk: taking them in is a rename. */
export async function cheminReception(): Promise<string> {
  await mkdir(RECEPTION, { recursive: true });
  return path.join(RECEPTION, randomUUID());
}

/** A folder for what a restore unpacks, on the same disk: putting in place is a rename. */
export async function dossierRestauration(): Promise<string> {
  await mkdir(RACINE, { recursive: true });
  return mkdtemp(path.join(RACINE, "restauration-"));
}

/** Removes what a stopped process left half received; says how many. A day: no upload lasts that long. */
export async function balayerReception(maintenant: Date, dossier = RECEPTION): Promise<number> {
  const noms = await readdir(dossier).catch(() => []);
  let retires = 0;
  for (const nom of noms) {
    const chemin = path.join(dossier, nom);
    const vu = await stat(chemin).catch(() => null);
    if (vu === null || !vu.isFile() || maintenant.getTime() - vu.mtimeMs < ABANDON_MS) continue;
    await rm(chemin, { force: true });
    retires += 1;
  }
  return retires;
}
