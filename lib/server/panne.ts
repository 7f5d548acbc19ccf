import { ErreurDemarrage } from "@/lib/server/base/erreurs";

/** Prisma: unreachable, timed out, closed, no connection or transaction to be had in time, write conflict. */
const CODES_PRISMA = new Set([
  "P1000",
  "P1001",
  "P1002",
  "P1008",
  "P1011",
  "P1017",
  "P2024",
  "P2028",
  "P2034",
  "P2037",
]);
/** PostgreSQL: connection failures (08), shutdown (57P), resources and disk (53, 58), deadlock, lock timeout. */
const CODES_SQL = /^(08...|57P0.|53...|58...|40P01|40001|55P03)$/;
/** PGlite's engine is gone: a trap of WebAssembly, the exit of the process inside, or already closed. */
const MOTEUR_PERDU = /^PGlite is clos(?:ed|ing)|^Server has closed the connection|Connection terminated/;
const CODES_RESEAU = new Set(["ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "EPIPE", "ENOTFOUND", "EAI_AGAIN"]);

const parle = (code: unknown): boolean =>
  typeof code === "string" && (CODES_PRISMA.has(code) || CODES_SQL.test(code) || CODES_RESEAU.has(code));

/** True when the database does not answer, as opposed to a defect: the person may try again. */
export function estPanne(erreur: unknown, profondeur = 0): boolean {
  if (erreur instanceof ErreurDemarrage) return true;
  if (typeof erreur !== "object" || erreur === null || profondeur > 5) return false;
  const { code, name, message, cause, meta, originalCode, kind } = erreur as Record<string, unknown>;
  if (parle(code) || parle(originalCode) || name === "PrismaClientInitializationError") return true;
  if (name === "RuntimeError" || name === "ExitStatus" || (typeof message === "string" && MOTEUR_PERDU.test(message)))
    return true;
  if (kind === "DatabaseNotReachable" || kind === "ConnectionClosed" || kind === "SocketTimeout") return true;
  const detail = (meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError;
  return estPanne(cause, profondeur + 1) || estPanne(detail, profondeur + 1);
}
