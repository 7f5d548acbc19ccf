import "server-only";
import { createHmac } from "node:crypto";
import { type IRateLimiterRes, RateLimiterMemory, RateLimiterPrisma, RateLimiterRes } from "rate-limiter-flexible";
import { env } from "@/lib/env";
import { base } from "@/lib/server/base";
import { BATTEMENTS, BATTEMENTS_PART, LECTURES, LIMITES, type NomLimite } from "@/lib/server/debit/limites";
import { ErreurMetier } from "@/lib/server/erreur";
import { journal } from "@/lib/server/journaux";
import type { Prisma } from "@/prisma/genere/client";

/**
 * Counts in the database, shared by all processes (table LimiteDebit). Who is over the limit is remembered in memory until
 * the window ends: an attack then costs the database nothing. Never inside a transaction: base() refuses it there.
 */

/** The client is asked for at each call: it may have been closed and opened again since. */
const magasin = {
  limiteDebit: {
    upsert: async (demande: Prisma.LimiteDebitUpsertArgs) => (await base()).limiteDebit.upsert(demande),
    deleteMany: async (demande: Prisma.LimiteDebitDeleteManyArgs) => (await base()).limiteDebit.deleteMany(demande),
    findFirst: async (demande: Prisma.LimiteDebitFindFirstArgs) => (await base()).limiteDebit.findFirst(demande),
  },
};

const compteurs = new Map<NomLimite, RateLimiterPrisma>();

function compteur(nom: NomLimite): RateLimiterPrisma {
  const connu = compteurs.get(nom);
  if (connu !== undefined) return connu;
  const { points, secondes } = LIMITES[nom];
  const nouveau = new RateLimiterPrisma({
    storeClient: magasin,
    tableName: "limiteDebit",
    keyPrefix: nom,
    points,
    duration: secondes,
    inMemoryBlockOnConsumed: points + 1,
    // A daily task does it, in one process (balayer.ts).
    clearExpiredByTimeout: false,
  });
  compteurs.set(nom, nouveau);
  return nouveau;
}

/** Addresses, e-mails and identifiers are counted under a keyed hash: the table tells nothing about anyone. */
export const cleDe = (texte: string): string =>
  createHmac("sha256", env.NEXTAUTH_SECRET).update(`debit:${texte}`).digest("base64url").slice(0, 32);

const secondesAvant = ({ msBeforeNext }: Pick<IRateLimiterRes, "msBeforeNext">): number =>
  Math.max(1, Math.ceil((msBeforeNext ?? 0) / 1000));

/** « 42 secondes », « 3 minutes », « 5 heures »: rounded up, so that waiting that long is always enough. */
export function ecrireAttente(secondes: number): string {
  const dire = (nombre: number, unite: string) => `${nombre} ${unite}${nombre > 1 ? "s" : ""}`;
  if (secondes < 120) return dire(secondes, "seconde");
  if (secondes < 7_200) return dire(Math.ceil(secondes / 60), "minute");
  return dire(Math.ceil(secondes / 3_600), "heure");
}

const tropDeDemandes = (phrase: string, attendre: number) =>
  new ErreurMetier("trop_de_demandes", `${phrase} Attendez ${ecrireAttente(attendre)}, puis réessayez.`, { attendre });

/** One more of this kind (or several) for this person, address or mailbox; refused with the time to wait when that is too many. */
export async function consommer(nom: NomLimite, de: string, nombre = 1): Promise<void> {
  const { phrase, enPanne } = LIMITES[nom];
  try {
    await compteur(nom).consume(cleDe(de), nombre);
  } catch (refus) {
    if (refus instanceof RateLimiterRes) throw tropDeDemandes(phrase, secondesAvant(refus));
    journal.error({ err: refus, limite: nom }, "Le compteur de débit ne répond pas");
    if (enPanne === "refuser")
      throw new ErreurMetier("indisponible", "Le service ne répond pas pour le moment. Réessayez dans une minute.");
  }
}

const enMemoire = {
  lectures: new RateLimiterMemory({ keyPrefix: "lectures", points: LECTURES.points, duration: LECTURES.secondes }),
  battements: new RateLimiterMemory({
    keyPrefix: "battements",
    points: BATTEMENTS.points,
    duration: BATTEMENTS.secondes,
  }),
  battements_part: new RateLimiterMemory({
    keyPrefix: "battements_part",
    points: BATTEMENTS_PART.points,
    duration: BATTEMENTS_PART.secondes,
  }),
};
export type NomLecture = keyof typeof enMemoire;

export async function consommerLecture(personne: string, nom: NomLecture = "lectures"): Promise<void> {
  try {
    await enMemoire[nom].consume(personne);
  } catch (refus) {
    if (refus instanceof RateLimiterRes)
      throw tropDeDemandes("Trop de demandes en peu de temps.", secondesAvant(refus));
    throw refus;
  }
}

/** For tests: forgets who is held back in memory. The table is theirs to empty. */
export function oublierBlocages(): void {
  compteurs.clear();
}
