import { base, lacherSiMorte } from "@/lib/server/base";
import { ErreurDemarrage } from "@/lib/server/base/erreurs";
import { masquerTexte } from "@/lib/server/journaux/masque";

/** A save on PGlite may hold its only connection for a moment: longer than that is a database that does not answer. */
const DELAI_MS = 5_000;

export type Sonde = { ok: true } | { ok: false; motif: string };

function motif(erreur: unknown): string {
  if (erreur instanceof ErreurDemarrage) return erreur.message;
  // Prisma's messages come in several lines, the cause on the last one; a refused connection has a code and no message.
  const { message = "", code = "" } = erreur as { message?: string; code?: string };
  const cause = message.trim().split("\n").at(-1)?.trim() || code;
  const detail = cause === "" ? "" : ` (${masquerTexte(cause)})`;
  return `La base de données ne répond pas${detail}.`;
}

/** Does the database answer now? An engine that died is opened again here. Never throws. */
export async function sonder(delaiMs = DELAI_MS): Promise<Sonde> {
  const sonde = await essayer(delaiMs);
  if (sonde.ok) return sonde;
  const lachee = await lacherSiMorte().catch(() => false);
  return lachee ? essayer(delaiMs) : sonde;
}

async function essayer(delaiMs: number): Promise<Sonde> {
  let minuterie: NodeJS.Timeout | undefined;
  const attente = new Promise<never>((_, refuser) => {
    minuterie = setTimeout(() => refuser(new Error(`rien en ${delaiMs / 1000} s`)), delaiMs);
  });
  const interroger = async () => (await base()).$queryRaw`SELECT 1`;
  try {
    await Promise.race([interroger(), attente]);
    return { ok: true };
  } catch (erreur) {
    return { ok: false, motif: motif(erreur) };
  } finally {
    clearTimeout(minuterie);
  }
}
