import "server-only";

/** Why a sign-in through ProConnect does not open a session: a closed list, told in the journal and on the page. */
export type MotifRefus =
  | "annule"
  | "indisponible"
  | "configuration"
  | "parcours"
  | "etat"
  | "nonce"
  | "code"
  | "emetteur"
  | "destinataire"
  | "expire"
  | "signature"
  | "userinfo_non_signe"
  | "sujet"
  | "reponse"
  | "niveau"
  | "double_authentification"
  | "identite"
  | "compte_desactive"
  | "compte_efface"
  | "adresse_liee"
  | "adresse_prise";

export class RefusProConnect extends Error {
  override name = "RefusProConnect";
  constructor(
    readonly motif: MotifRefus,
    readonly utilisateurId: string | null = null,
  ) {
    super(motif);
  }
}

/** openid-client says what is wrong in a sentence and nothing else: its own words, from 5.7. */
const PHRASES: readonly (readonly [RegExp, MotifRefus])[] = [
  [/^nonce mismatch/, "nonce"],
  [/^state (mismatch|missing)|^checks\.state/, "etat"],
  [/^(unexpected iss value|iss mismatch|iss missing)/, "emetteur"],
  [/^aud (mismatch|is missing)|^azp|property azp/, "destinataire"],
  [/^JWT (expired|not active)|too far in the past|issued in the future/, "expire"],
  [
    /signature|no valid key found|no matching key|multiple matching keys|unexpected JWT alg|failed to decode JWT/,
    "signature",
  ],
  [/^expected application\/jwt/, "userinfo_non_signe"],
  [/^userinfo sub mismatch/, "sujet"],
];

/** OAuth error codes with which the provider itself refuses (RFC 6749, OpenID Connect Core 3.1.2.6). */
const CODES: Readonly<Record<string, MotifRefus>> = {
  access_denied: "annule",
  login_required: "annule",
  interaction_required: "annule",
  consent_required: "annule",
  account_selection_required: "annule",
  server_error: "indisponible",
  temporarily_unavailable: "indisponible",
  invalid_grant: "code",
};

export const motifDuCode = (code: string): MotifRefus => CODES[code] ?? "configuration";

export function motifDe(erreur: unknown): MotifRefus {
  if (erreur instanceof RefusProConnect) return erreur.motif;
  if (!(erreur instanceof Error)) return "reponse";
  const {
    error: code,
    response,
    code: systeme,
  } = erreur as Error & {
    error?: unknown;
    response?: { statusCode?: number };
    code?: unknown;
  };
  if ((response?.statusCode ?? 0) >= 500) return "indisponible";
  if (erreur.name === "OPError" && typeof code === "string") return motifDuCode(code);
  // Nothing was answered at all: refused, unknown host, cut, too slow.
  if (typeof systeme === "string" && /^E[A-Z]+$/.test(systeme) && !systeme.startsWith("ERR_")) return "indisponible";
  if (/timed out/.test(erreur.message)) return "indisponible";
  return PHRASES.find(([phrase]) => phrase.test(erreur.message))?.[1] ?? "reponse";
}
