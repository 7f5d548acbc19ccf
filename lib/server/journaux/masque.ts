/** What never reaches a log, wherever it is nested. */
export const MASQUE = "[masqué]";

const NOMS_MASQUES = [
  "authorization",
  "cookie",
  "set-cookie",
  "password",
  "motDePasse",
  "secret",
  "token",
  "jeton",
  "access_token",
  "id_token",
  "refresh_token",
  "client_secret",
  "clientSecret",
  "code_verifier",
  "idToken",
  "idTokenScelle",
  "PROCONNECT_CLIENT_SECRET",
  "SMTP_URL",
  "NEXTAUTH_SECRET",
  "DATABASE_URL",
  "email",
];

/** Paths for pino's redaction, at the top and one or two levels down (`requete.headers.cookie`). */
export const CHEMINS_MASQUES = NOMS_MASQUES.flatMap((nom) => [`["${nom}"]`, `*["${nom}"]`, `*.*["${nom}"]`]);

const MOTIFS: readonly (readonly [RegExp, string])[] = [
  // Password of a connection address.
  [/\b([a-z][a-z0-9+.-]*:\/\/[^\s:/@]+):[^\s@/]+@/gi, `$1:${MASQUE}@`],
  // Token carried by a link sent by e-mail, or by a sign-in return.
  [/([?&](?:token|jeton|code|state|nonce|email|id_token_hint|client_secret|code_verifier)=)[^&\s"']+/gi, `$1${MASQUE}`],
  [/(\/invitations\/)[A-Za-z0-9_-]{20,}/g, `$1${MASQUE}`],
  // A JWT or a sealed cookie, wherever it is quoted.
  [/\beyJ[\w-]{8,}\.[\w-]*\.[\w.-]*/g, MASQUE],
  // In a body that was sent as a form, or in JSON.
  [/\b(client_secret|id_token|access_token|code_verifier|jeton)("?\s*[:=]\s*"?)[^&\s"']+/gi, `$1$2${MASQUE}`],
  [/\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]+/gi, `$1 ${MASQUE}`],
  [/\b[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}\b/g, MASQUE],
];

export function masquerTexte(texte: string): string {
  return MOTIFS.reduce((lu, [motif, remplacement]) => lu.replace(motif, remplacement), texte);
}
