import "server-only";
import { decode } from "next-auth/jwt";
import { env } from "@/lib/env";
import { FOURNISSEUR } from "@/lib/server/session/proconnect/fournisseur";

/**
 * Whether this browser left for ProConnect from here, a short time ago, with this very state; why not, else. Asked before anything
 * is counted or sent: an address typed by anyone neither uses up the sign-ins of all nor makes us call ProConnect.
 */
export async function motifSansDepart(
  state: string | undefined,
  temoin: string | undefined,
  nom: string,
): Promise<"parcours" | "etat" | null> {
  if (temoin === undefined) return "parcours";
  try {
    // As next-auth seals it: the salt is the cookie's own name.
    const lu = await decode({ token: temoin, secret: env.NEXTAUTH_SECRET, salt: nom });
    if (typeof lu?.value !== "string" || lu.provider !== FOURNISSEUR) return "parcours";
    return lu.value === state ? null : "etat";
  } catch {
    // Forged, expired, or sealed with another secret.
    return "parcours";
  }
}
