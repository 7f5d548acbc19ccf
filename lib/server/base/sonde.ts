import { base } from "@/lib/server/base";

/** A save on PGlite may hold its only connection for a moment: longer than that is a database that does not answer. */
const DELAI_MS = 5_000;

export type Sonde = { ok: true } | { ok: false; motif: string };

/** Does the database answer now? Never throws. */
export async function sonder(delaiMs = DELAI_MS): Promise<Sonde> {
  let minuterie: NodeJS.Timeout | undefined;
  const attente = new Promise<never>((_, refuser) => {
    minuterie = setTimeout(() => refuser(new Error(`pas de réponse en ${delaiMs / 1000} s`)), delaiMs);
  });
  try {
    const interroger = async () => (await base()).$queryRaw`SELECT 1`;
    await Promise.race([interroger(), attente]);
    return { ok: true };
  } catch (erreur) {
    return { ok: false, motif: erreur instanceof Error ? erreur.message : String(erreur) };
  } finally {
    clearTimeout(minuterie);
  }
}
