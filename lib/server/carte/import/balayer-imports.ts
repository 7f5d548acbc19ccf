import "server-only";
import { balayerReception } from "@/lib/integrations/stockage";
import { base } from "@/lib/server/base";
import { effacerLignes } from "@/lib/server/carte/import/garder-lignes";
import { MORT_MS } from "@/lib/server/carte/import/suivi";

/** A comparison that nobody confirmed in a week is an old one. */
const ATTENTE_MS = 7 * 24 * 3_600_000;

const ARRETE = "Le service s’est arrêté pendant la lecture : rien n’a été importé. Envoyez le fichier à nouveau.";
const OUBLIE = "Personne ne l’a confirmé pendant une semaine : envoyez à nouveau le fichier.";

/**
 * What stopped processes left: readings without a beat, rows of imports that are over, files half received. Nothing that was
 * applied depends on any of it. Called before each import, by the report's page and every hour.
 */
export async function balayerImports(maintenant: Date): Promise<{ morts: number; oublies: number }> {
  const client = await base();
  const avant = (ms: number) => new Date(maintenant.getTime() - ms);
  const { count: morts } = await client.importCarte.updateMany({
    where: { etat: "lecture", battementLe: { lt: avant(MORT_MS) } },
    data: { etat: "echoue", motifEchec: ARRETE },
  });
  // One that is being applied is held: it is left alone, and nobody waits for it.
  const oublies = await client.$executeRaw`
    UPDATE "ImportCarte" SET "etat" = 'abandonne', "annulationLe" = ${maintenant.toISOString()}::timestamptz, "motifEchec" = ${OUBLIE}
    WHERE "id" IN (
      SELECT "id" FROM "ImportCarte" WHERE "etat" = 'prepare' AND "battementLe" < ${avant(ATTENTE_MS).toISOString()}::timestamptz
      FOR UPDATE SKIP LOCKED
    )`;
  const restes = await client.importCarte.findMany({
    where: { etat: { notIn: ["lecture", "prepare"] }, lignes: { some: {} } },
    select: { id: true },
  });
  for (const { id } of restes) await effacerLignes(id);
  await balayerReception(maintenant).catch(() => 0);
  return { morts, oublies };
}
