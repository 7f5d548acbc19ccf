import { randomUUID } from "node:crypto";
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { z } from "zod";
import { ErreurDemarrage } from "@/lib/server/base/erreurs";
import { etatProcessus, identite } from "@/lib/server/base/processus";

/**
 * Exclusive lock on the data folder: two processes on one PGlite folder lose data silently.
 *
 * The lock is a numbered file, `verrou/<generation>.json`; the highest one holds. A process takes a lock over by creating
 * the next generation with link(2), which fails if it exists and shows the file complete or not at all. Numbers only grow,
 * so of several processes that find the same dead holder exactly one succeeds, and nobody ever removes a lock it has not
 * replaced.
 */

const schemaDetenteur = z.object({
  pid: z.int(),
  demarrage: z.string().nullable(),
  lieu: z.string(),
  commande: z.string(),
  /** ISO date. */
  depuis: z.string(),
  port: z.int().nullable(),
  libre: z.boolean(),
});
type Detenteur = z.infer<typeof schemaDetenteur>;

export type Verrou = { rendre(): void };

/** The holder touches its file; the date is only read when the process itself cannot be seen (another container). */
const BATTEMENT_MS = 5_000;
const SILENCE_MS = 30_000;

const NOM = /^(\d{9})\.json$/;
const fichierDe = (dossier: string, generation: number) =>
  path.join(dossier, `${String(generation).padStart(9, "0")}.json`);

function derniereGeneration(dossier: string): number {
  const generations = readdirSync(dossier).map((nom) => Number(NOM.exec(nom)?.[1] ?? 0));
  return Math.max(0, ...generations);
}

function lireDetenteur(fichier: string): { detenteur: Detenteur; vuLe: number } | null {
  try {
    const detenteur = schemaDetenteur.parse(JSON.parse(readFileSync(fichier, "utf8")));
    return { detenteur, vuLe: statSync(fichier).mtimeMs };
  } catch (erreur) {
    // Replaced between the listing and the reading: the caller lists again.
    if ((erreur as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new ErreurDemarrage(
      `Le verrou ${fichier} est illisible : vérifiez qu’aucun Rigel ne tourne, puis supprimez-le.`,
    );
  }
}

function tientEncore({ detenteur, vuLe }: { detenteur: Detenteur; vuLe: number }): boolean {
  if (detenteur.libre) return false;
  const etat = etatProcessus(detenteur);
  if (etat === "inconnu") return Date.now() - vuLe < SILENCE_MS;
  return etat === "vivant";
}

function refus(dossier: string, detenteur: Detenteur): ErreurDemarrage {
  const depuis = new Intl.DateTimeFormat("fr-FR", { dateStyle: "long", timeStyle: "medium", timeZone: "Europe/Paris" });
  const port = detenteur.port === null ? "" : `, port ${detenteur.port}`;
  return new ErreurDemarrage(
    `Le dossier de données ${dossier} est déjà utilisé par le processus ${detenteur.pid} (« ${detenteur.commande} »${port}) ` +
      `depuis le ${depuis.format(new Date(detenteur.depuis))} : arrêtez-le, ou choisissez un autre dossier avec RIGEL_DATA.`,
  );
}

/** Tries to create one generation. False: someone else just did. */
function creer(dossier: string, generation: number, detenteur: Detenteur): boolean {
  const brouillon = path.join(dossier, `${randomUUID()}.tmp`);
  writeFileSync(brouillon, JSON.stringify(detenteur));
  try {
    linkSync(brouillon, fichierDe(dossier, generation));
    return true;
  } catch (erreur) {
    if ((erreur as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw erreur;
  } finally {
    rmSync(brouillon, { force: true });
  }
}

function retirerAnciens(dossier: string, generation: number): void {
  for (const nom of readdirSync(dossier)) {
    const ancienne = Number(NOM.exec(nom)?.[1] ?? generation);
    if (ancienne < generation) rmSync(path.join(dossier, nom), { force: true });
  }
}

function tenir(dossier: string, generation: number, detenteur: Detenteur): Verrou {
  const fichier = fichierDe(dossier, generation);
  retirerAnciens(dossier, generation);
  const battement = setInterval(() => {
    const maintenant = new Date();
    utimesSync(fichier, maintenant, maintenant);
  }, BATTEMENT_MS);
  battement.unref();
  let rendu = false;
  const rendre = () => {
    if (rendu) return;
    rendu = true;
    clearInterval(battement);
    process.off("exit", rendre);
    // Marked free, never removed: the next generation must stay above this one.
    const brouillon = path.join(dossier, `${randomUUID()}.tmp`);
    try {
      writeFileSync(brouillon, JSON.stringify({ ...detenteur, libre: true } satisfies Detenteur));
      renameSync(brouillon, fichier);
    } catch (erreur) {
      // The whole data folder was removed, as tests do: there is nothing left to free.
      if ((erreur as NodeJS.ErrnoException).code !== "ENOENT") throw erreur;
    }
  };
  process.on("exit", rendre);
  return { rendre };
}

function commandeEnClair(argv: readonly string[]): string {
  return argv.map((arg) => path.basename(arg)).join(" ");
}

/** True: a living process holds the folder. Only looks; a moment later it may have changed. */
export function dossierTenu(dossierDonnees: string): boolean {
  const dossier = path.join(dossierDonnees, "verrou");
  for (;;) {
    if (!existsSync(dossier)) return false;
    const derniere = derniereGeneration(dossier);
    if (derniere === 0) return false;
    const lu = lireDetenteur(fichierDe(dossier, derniere));
    if (lu !== null) return tientEncore(lu);
  }
}

/** Takes the lock at once or refuses with a sentence that says who holds it. */
export function prendreVerrou(dossierDonnees: string, options: { port: number | null }): Verrou {
  const dossier = path.join(dossierDonnees, "verrou");
  mkdirSync(dossier, { recursive: true });
  const moi: Detenteur = {
    ...identite(),
    commande: commandeEnClair(process.argv),
    depuis: new Date().toISOString(),
    port: options.port,
    libre: false,
  };
  for (;;) {
    const derniere = derniereGeneration(dossier);
    if (derniere > 0) {
      const lu = lireDetenteur(fichierDe(dossier, derniere));
      if (lu === null) continue;
      if (tientEncore(lu)) throw refus(dossierDonnees, lu.detenteur);
    }
    const generation = derniere + 1;
    if (!creer(dossier, generation, moi)) continue;
    // A listing is not atomic: it may have missed the holder while older files were being removed.
    if (derniereGeneration(dossier) === generation) return tenir(dossier, generation, moi);
    rmSync(fichierDe(dossier, generation), { force: true });
  }
}
