import "server-only";
import type { Proconnect } from "@/lib/env";
import { RefusProConnect } from "@/lib/server/session/proconnect/motifs";

export type Garantie = { acr: string | null; mfa: boolean };

/**
 * The level reached, as the signed id_token says it. Asking for it in the request proves nothing: the person's browser
 * carried that request.
 */
export function exigerGarantie(
  { acr: acceptes, mfa: exigee }: Pick<Proconnect, "acr" | "mfa">,
  jeton: Readonly<Record<string, unknown>>,
): Garantie {
  const acr = typeof jeton.acr === "string" ? jeton.acr : null;
  const mfa = Array.isArray(jeton.amr) && jeton.amr.includes("mfa");
  if (acceptes.length > 0 && (acr === null || !acceptes.includes(acr))) throw new RefusProConnect("niveau");
  if (exigee && !mfa) throw new RefusProConnect("double_authentification");
  return { acr, mfa };
}
