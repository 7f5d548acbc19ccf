import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";
import pino, { type DestinationStream, type Logger, type LoggerOptions, type SerializedError } from "pino";
import { env } from "@/lib/env";
import { masquerObjet, masquerTexte } from "@/lib/server/journaux/masque";

/** Structured logs: one JSON object per line on the standard output, without secret nor personal address. */

type Requete = { id: string };
const CLE = Symbol.for("rigel.requete");
const porteur = globalThis as typeof globalThis & { [CLE]?: AsyncLocalStorage<Requete> };
porteur[CLE] ??= new AsyncLocalStorage<Requete>();
const requetes = porteur[CLE];

const options: LoggerOptions = {
  base: { service: "rigel" },
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: {
    level: (niveau) => ({ niveau }),
    log: (objet) => masquerObjet(objet) as Record<string, unknown>,
  },
  messageKey: "message",
  serializers: {
    err: (erreur: Error) => {
      const { message, stack, ...reste } = pino.stdSerializers.err(erreur);
      const autres = masquerObjet(reste) as Omit<SerializedError, "message" | "stack">;
      return { ...autres, message: masquerTexte(message), stack: masquerTexte(stack ?? "") };
    },
  },
  hooks: {
    logMethod(args, methode) {
      const masques = args.map((arg: unknown) => (typeof arg === "string" ? masquerTexte(arg) : arg));
      methode.apply(this, masques as typeof args);
    },
  },
  // Every line of a request carries its id, without each call having to say it.
  mixin: () => {
    const requete = requetes.getStore();
    return requete === undefined ? {} : { requete: requete.id };
  },
};

/** A logger on any stream: tests read what it wrote. */
export function creerJournal(niveau: string, sortie?: DestinationStream): Logger {
  return pino({ ...options, level: niveau }, sortie ?? pino.destination(1));
}

export const journal = creerJournal(env.LOG_LEVEL);

const ID_RECU = /^[A-Za-z0-9-]{8,64}$/;

function nouvelId(): string {
  return randomBytes(8).toString("hex");
}

/** Runs `fn` as one request: everything it logs and records carries the same id. */
export function avecRequete<T>(idRecu: string | null | undefined, fn: () => T): T {
  const id = idRecu != null && ID_RECU.test(idRecu) ? idRecu : nouvelId();
  return requetes.run({ id }, fn);
}

/** Id of the current request; a fresh one outside of any. */
export function idRequete(): string {
  return requetes.getStore()?.id ?? nouvelId();
}

/** Letters and digits that cannot be taken for one another when read over the telephone. */
const ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const LONGUEUR_REFERENCE = 8;

function nouvelleReference(): string {
  const octets = randomBytes(LONGUEUR_REFERENCE);
  return Array.from(octets, (octet) => ALPHABET[octet % ALPHABET.length]).join("");
}

/**
 * Logs an unexpected error and returns the short reference that the person is shown, and nothing else. `contexte.reference`:
 * the one that they see already.
 */
export function journaliserImprevu(erreur: unknown, contexte: Record<string, unknown> = {}, vers = journal): string {
  const reference = typeof contexte.reference === "string" ? contexte.reference : nouvelleReference();
  const err = erreur instanceof Error ? erreur : new Error(String(erreur));
  vers.error({ ...contexte, reference, err }, "Erreur imprévue");
  return reference;
}
