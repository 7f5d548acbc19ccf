import "server-only";
import type { OAuthConfig } from "next-auth/providers/oauth";
import type { Proconnect } from "@/lib/env";
import { exigerGarantie, type Garantie } from "@/lib/server/session/proconnect/garantie";
import { type Identite, lireIdentite } from "@/lib/server/session/proconnect/identite";
import { RefusProConnect } from "@/lib/server/session/proconnect/motifs";

/** ProConnect as next-auth is told of it. */

export const FOURNISSEUR = "proconnect";
/** What ProConnect documents and Rigel uses; each is also a claim of the same name. */
const PORTEES = "openid given_name usual_name email siret uid idp_id";
const DELAI_MS = 5_000;

/** Filled on the way of one sign-in, read at its end. */
export type Etape = {
  identite?: Identite;
  idToken?: string;
  garantie?: Garantie;
  /** next-auth keeps the message of an error only: the error itself, caught on its way. */
  erreur?: unknown;
};

/**
 * ProConnect answers an error to any parameter that it does not know: only its documented ones, and `acr_values` and
 * `claims` when a setting asks for a level. state, nonce and the PKCE verifier (S256) are next-auth's: 32 random bytes each,
 * 43 characters.
 */
function parametres({ acr, mfa }: Proconnect): Record<string, string> {
  const demandes = {
    ...(mfa && { amr: { essential: true } }),
    ...(acr.length > 0 && { acr: { essential: true, values: acr } }),
  };
  return {
    scope: PORTEES,
    ...(acr.length > 0 && { acr_values: acr.join(" ") }),
    ...(Object.keys(demandes).length > 0 && { claims: JSON.stringify({ id_token: demandes }) }),
  };
}

export function fournisseur(reglages: Proconnect, etape: Etape): OAuthConfig<Record<string, unknown>> {
  const retenir = async <T>(fn: () => Promise<T>): Promise<T> => {
    try {
      return await fn();
    } catch (erreur) {
      etape.erreur = erreur;
      throw erreur;
    }
  };
  return {
    id: FOURNISSEUR,
    name: "ProConnect",
    type: "oauth",
    wellKnown: `${reglages.issuer}/.well-known/openid-configuration`,
    clientId: reglages.clientId,
    clientSecret: reglages.clientSecret,
    authorization: { params: parametres(reglages) },
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    client: {
      id_token_signed_response_alg: "RS256",
      // The userinfo must come as a JWT signed with a key of the provider: plain JSON is refused.
      userinfo_signed_response_alg: "RS256",
      token_endpoint_auth_method: "client_secret_post",
    },
    httpOptions: { timeout: DELAI_MS },
    token: {
      // What next-auth would do: openid-client checks signature, issuer, audience, expiry and nonce of the id_token.
      request: ({ client, provider, params, checks }) =>
        retenir(async () => ({ tokens: await client.callback(provider.callbackUrl, params, checks) })),
    },
    userinfo: {
      request: ({ client, tokens }) =>
        retenir(async () => {
          // The document says who it speaks for: another issuer's tokens would be signed by another's keys.
          if (client.issuer.metadata.issuer !== reglages.issuer) throw new RefusProConnect("emetteur");
          if (tokens.id_token === undefined || tokens.access_token === undefined) throw new RefusProConnect("reponse");
          // Given the whole set, openid-client also holds the userinfo's `sub` against the id_token's.
          const jeu = tokens as Parameters<typeof client.userinfo>[0] & { claims(): Record<string, unknown> };
          const informations = await client.userinfo(jeu);
          etape.garantie = exigerGarantie(reglages, jeu.claims());
          etape.identite = lireIdentite(informations);
          etape.idToken = tokens.id_token;
          return informations;
        }),
    },
    profile: ({ sub }) => ({ id: String(sub) }),
  };
}
