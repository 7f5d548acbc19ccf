import "server-only";
import { stockage } from "@/lib/integrations/stockage";
import { transactionBrute } from "@/lib/server/base";
import { lireCles } from "@/lib/server/sauvegarde/catalogue";

/** A write that was killed between its file and its commit leaves the file. A day: no write lasts that long. */
const ABANDON_MS = 24 * 3_600_000;

/** Removes the files that nothing names and that are a day old; says how many. In doubt a file stays. */
export async function balayerOrphelins(maintenant: Date): Promise<number> {
  // Listed before the database is read: a file written in between is too young to be here.
  const anciens = await stockage.cles(new Date(maintenant.getTime() - ABANDON_MS));
  if (anciens.length === 0) return 0;
  const orphelins = await transactionBrute("lecture", async (connexion) => {
    const nommes = await lireCles(connexion);
    const restes = anciens.filter((cle) => !nommes.has(cle));
    const gardes = await connexion.lire<{ cle: string }>(
      `SELECT DISTINCT piece->>'cle' AS cle FROM "VersionDeposee", jsonb_array_elements("pieces") piece
        WHERE piece->>'cle' = ANY($1::text[])`,
      [restes],
    );
    const figes = new Set(gardes.map(({ cle }) => cle));
    return restes.filter((cle) => !figes.has(cle));
  });
  for (const cle of orphelins) await stockage.supprimer(cle);
  return orphelins.length;
}
