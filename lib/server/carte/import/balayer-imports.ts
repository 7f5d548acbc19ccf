import "server-only";
import { balayerReception } from "@/lib/integrations/stockage";
import { base } from "@/lib/server/base";
import { effacerLignes } from "@/lib/server/carte/import/garder-lignes";
import { MORT_MS } from "@/lib/server/carte/import/suivi";

/** A comparison that nobody confirmed in a week is an old one. */
const ATTENTE_MS = 7 * 24 * 3_600_000;

const ARRETE = "Le service s’est arrêté pendant la lecture : rien n’a été importé. Envoyez le fichier à nouveau.";

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
  const { count: oublies } = await client.importCarte.updateMany({
    where: { etat: "prepare", battementLe: { lt: avant(ATTENTE_MS) } },
    data: { etat: "abandonne" },
  });
  const restes = await client.importCarte.findMany({
    where: { etat: { notIn: ["lecture", "prepare"] }, lignes: { some: {} } },
    select: { id: true },
  });
  for (const { id } of restes) await effacerLignes(id);
  await balayerReception(maintenant).catch(() => 0);
  return { morts, oublies };
}
