import "server-only";
import { type Client, custom, Issuer } from "openid-client";
import type { Proconnect } from "@/lib/env";
import { RefusProConnect } from "@/lib/server/session/proconnect/motifs";

/**
 * What ProConnect says of itself, kept in the process for a bounded time: left to next-auth, every visit to our sign-in route
 * (anyone may make it) would ask ProConnect for its document, and every return for its keys. openid-client keeps the keys with the
 * issuer, and asks for them again, at most once a minute, when a token names one that it does not know.
 */

const DUREE_MS = 10 * 60_000;
const DELAI_MS = 5_000;
/** The same as next-auth's: clocks are never quite the same. */
const ECART_S = 10;

let connu: { adresse: string; emetteur: Promise<Issuer>; expire: number } | null = null;

async function decouvrir(adresse: string): Promise<Issuer> {
  custom.setHttpOptionsDefaults({ timeout: DELAI_MS });
  const lu = await Issuer.discover(`${adresse}/.well-known/openid-configuration`);
  // The document says who it speaks for: another issuer's tokens would be signed by another's keys.
  if (lu.metadata.issuer !== adresse) throw new RefusProConnect("emetteur");
  return lu;
}

/** Asked together, ProConnect is asked once; what failed is not kept. */
export async function emetteurProConnect({ issuer: adresse }: Proconnect): Promise<Issuer> {
  const maintenant = Date.now();
  if (connu !== null && connu.adresse === adresse && maintenant < connu.expire) return connu.emetteur;
  const essai = { adresse, emetteur: decouvrir(adresse), expire: maintenant + DUREE_MS };
  connu = essai;
  try {
    return await essai.emetteur;
  } catch (erreur) {
    if (connu === essai) connu = null;
    throw erreur;
  }
}

export const METADONNEES_CLIENT = {
  id_token_signed_response_alg: "RS256",
  // The userinfo must come as a JWT signed with a key of the provider: plain JSON is refused.
  userinfo_signed_response_alg: "RS256",
  token_endpoint_auth_method: "client_secret_post",
} as const;

/** Ours instead of next-auth's, whose issuer, and thus whose keys, are made anew each time. */
export function clientProConnect(emetteur: Issuer, { clientId, clientSecret }: Proconnect, retour: string): Client {
  const client = new emetteur.Client({
    client_id: clientId,
    client_secret: clientSecret,
    redirect_uris: [retour],
    response_types: ["code"],
    ...METADONNEES_CLIENT,
  });
  client[custom.clock_tolerance] = ECART_S;
  return client;
}

/** For tests: the next call asks again. */
export function oublierEmetteur(): void {
  connu = null;
}
