import "server-only";
import { PRESENCE_S } from "@/lib/server/atelier/signaler-presence";
import { base } from "@/lib/server/base";

/** Task « presences »: what the last page of a dossier left behind when it was closed without a word. Says how many. */
export async function balayerPresences(maintenant: Date): Promise<number> {
  const client = await base();
  const { count } = await client.presence.deleteMany({
    where: { vueLe: { lt: new Date(maintenant.getTime() - PRESENCE_S * 1_000) } },
  });
  return count;
}
