import "server-only";
import { statfs } from "node:fs/promises";
import { OCTETS_TABLE_MAX } from "@/lib/integrations/table/contrat";
import { base } from "@/lib/server/base";
import { ErreurMetier } from "@/lib/server/erreur";

/**
 * Reading a file keeps a processor and the database busy for a while: few at a time, so that pages still answer. What this process
 * reads is counted here; another process's reading in the same région is seen in the base.
 */

const LECTURES_MAX = 2;
/** Kept on globalThis: Next loads routes as separate bundles, the count belongs to the process. */
const CLE = Symbol.for("rigel.imports.lectures");
const porteur = globalThis as typeof globalThis & { [CLE]?: Set<string> };
porteur[CLE] ??= new Set();
const enLecture: Set<string> = porteur[CLE];

const attendre = (phrase: string, secondes: number) =>
  new ErreurMetier("trop_de_demandes", phrase, { attendre: secondes });

const occupee = () =>
  attendre(
    "Un fichier de votre région académique est déjà en cours de lecture : attendez qu’il soit lu, puis envoyez le vôtre.",
    30,
  );

/** Asked before a file is received, so that nobody sends 150 MB for nothing; then again to take one's turn. */
export async function exigerTour(regionAcademique: string): Promise<void> {
  exigerPlaceLibre(regionAcademique);
  const client = await base();
  const ailleurs = await client.importCarte.count({ where: { regionAcademique, etat: "lecture" } });
  if (ailleurs > 0) throw occupee();
}

function exigerPlaceLibre(regionAcademique: string): void {
  if (enLecture.has(regionAcademique)) throw occupee();
  if (enLecture.size >= LECTURES_MAX)
    throw attendre("D’autres fichiers de la carte sont en cours de lecture : réessayez dans une minute.", 60);
}

/** Takes one's turn; gives what ends it, which may be called twice. */
export function prendreTour(regionAcademique: string): () => void {
  exigerPlaceLibre(regionAcademique);
  enLecture.add(regionAcademique);
  return () => void enLecture.delete(regionAcademique);
}

/** The file itself, and as much again twice for its rows, which on PGlite are on the same disk. */
const PLACE_MIN = 3 * OCTETS_TABLE_MAX;

/** Before a file is written to it: a full disk would stop the database of everyone. */
export async function exigerDisque(dossier: string, lire: typeof statfs = statfs): Promise<void> {
  const { bavail, bsize } = await lire(dossier);
  if (bavail * bsize < PLACE_MIN)
    throw new ErreurMetier(
      "indisponible",
      "Le disque du serveur est presque plein : aucun fichier de la carte ne peut être reçu. Prévenez l’équipe de Rigel.",
    );
}
