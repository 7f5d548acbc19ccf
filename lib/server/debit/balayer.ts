import "server-only";
import { base } from "@/lib/server/base";

/** Task « debit »: windows that ended. Says how many. */
export async function balayerDebit(maintenant: Date): Promise<number> {
  const client = await base();
  const { count } = await client.limiteDebit.deleteMany({ where: { expire: { lt: maintenant } } });
  return count;
}
