import "server-only";
import type { OAuthConfig } from "next-auth/providers/oauth";
import type { Issuer } from "openid-client";
import type { Proconnect } from "@/lib/env";
import { clientProConnect, METADONNEES_CLIENT } from "@/lib/server/session/proconnect/emetteur";
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

export function fournisseur(
  reglages: Proconnect,
  emetteur: Issuer,
  etape: Etape,
): OAuthConfig<Record<string, unknown>> {
  const { issuer, authorization_endpoint, token_endpoint, userinfo_endpoint, jwks_uri } = emetteur.metadata;
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
    // No `wellKnown`: next-auth would read the document again at each call.
    issuer,
    ...(jwks_uri !== undefined && { jwks_endpoint: jwks_uri }),
    clientId: reglages.clientId,
    clientSecret: reglages.clientSecret,
    authorization: {
      ...(authorization_endpoint !== undefined && { url: authorization_endpoint }),
      params: parametres(reglages),
    },
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    client: METADONNEES_CLIENT,
    httpOptions: { timeout: DELAI_MS },
    token: {
      ...(token_endpoint !== undefined && { url: token_endpoint }),
      // What next-auth would do: openid-client checks signature, issuer, audience, expiry and nonce of the id_token.
      request: ({ provider, params, checks }) =>
        retenir(async () => {
          const client = clientProConnect(emetteur, reglages, provider.callbackUrl);
          return { tokens: await client.callback(provider.callbackUrl, params, checks) };
        }),
    },
    userinfo: {
      ...(userinfo_endpoint !== undefined && { url: userinfo_endpoint }),
      request: ({ provider, tokens }) =>
        retenir(async () => {
          const client = clientProConnect(emetteur, reglages, provider.callbackUrl);
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
