import "server-only";
import { unstable_rethrow } from "next/navigation";
import type { Agent } from "@/lib/server/droits";
import { journaliserImprevu } from "@/lib/server/journaux";
import { agentCourant } from "@/lib/server/session";

/**
 * For the header only: who is signed in, or nobody when that cannot be known. The public pages must read on while the
 * database does not answer; pages that need a right ask `exigerAgent`, which does not forgive.
 */
export async function agentSiPossible(): Promise<Agent | null> {
  try {
    return await agentCourant();
  } catch (erreur) {
    unstable_rethrow(erreur);
    journaliserImprevu(erreur, { action: "session.lire" });
    return null;
  }
}
