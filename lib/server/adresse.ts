import "server-only";
import { env } from "@/lib/env";

/**
 * The whole address of a page, for a link in a mail. Never from the request's Host header: whoever sends the request
 * chooses it, and would have the service send its secret links to their own site.
 */
export async function adresseAbsolue(chemin: `/${string}`): Promise<string> {
  return new URL(chemin, env.NEXTAUTH_URL ?? `http://localhost:${env.PORT}`).href;
}
