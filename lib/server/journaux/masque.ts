/** What never reaches a log, wherever it is nested. */
export const MASQUE = "[masqué]";

/** Without case, dashes nor underscores: `Set-Cookie`, `set_cookie` and `setCookie` are one. */
const NOMS_MASQUES = new Set([
  "authorization",
  "proxyauthorization",
  "cookie",
  "cookies",
  "setcookie",
  "password",
  "motdepasse",
  "secret",
  "clientsecret",
  "nextauthsecret",
  "token",
  "accesstoken",
  "idtoken",
  "idtokenhint",
  "idtokenscelle",
  "proconnectclientsecret",
  "refreshtoken",
  "csrftoken",
  "xcsrftoken",
  "jeton",
  "codeverifier",
  "nonce",
  "databaseurl",
  "smtpurl",
  "email",
  "courriel",
  "destinataire",
]);

export const estMasque = (nom: string): boolean => NOMS_MASQUES.has(nom.toLowerCase().replace(/[-_]/g, ""));

const MOTIFS: readonly (readonly [RegExp, string])[] = [
  // Password of a connection address.
  [/(?<![a-z0-9+.-])([a-z][a-z0-9+.-]{0,30}:\/\/[^\s:/@]{0,200}):[^\s@/]{1,500}@/gi, `$1:${MASQUE}@`],
  // Token carried by a link sent by e-mail, or by a sign-in return.
  [/([?&](?:token|jeton|code|state|nonce|email|id_token_hint|client_secret|code_verifier)=)[^&\s"']+/gi, `$1${MASQUE}`],
  [/(\/(?:invitations|connexion\/lien)\/)[A-Za-z0-9_-]{16,}/g, `$1${MASQUE}`],
  [/((?:__Host-|__Secure-)?(?:rigel|next-auth)[.-][a-z.-]{1,40}=)[^;\s"']+/gi, `$1${MASQUE}`],
  // In a body that was sent as a form, or in JSON.
  [/\b(client_secret|id_token|access_token|code_verifier|jeton)("?\s{0,5}[:=]\s{0,5}"?)[^&\s"']+/gi, `$1$2${MASQUE}`],
  [/\b(Bearer|Basic)\s{1,5}[A-Za-z0-9._~+/=-]+/gi, `$1 ${MASQUE}`],
  // Signed or sealed tokens: two parts at least, the first an object in base64.
  [/\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9._-]+/g, MASQUE],
  [/(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}\.[A-Za-z]{2,24}\b/g, MASQUE],
];

export function masquerTexte(texte: string): string {
  return MOTIFS.reduce((lu, [motif, remplacement]) => lu.replace(motif, remplacement), texte);
}

const PROFONDEUR_MAX = 8;

/** A copy without what must not be written. Errors stay as they are for their own serializer. */
export function masquerObjet(valeur: unknown, profondeur = 0): unknown {
  if (typeof valeur === "string") return masquerTexte(valeur);
  if (typeof valeur !== "object" || valeur === null || valeur instanceof Error || valeur instanceof Date) return valeur;
  if (profondeur >= PROFONDEUR_MAX) return "[…]";
  if (Array.isArray(valeur)) return valeur.map((v) => masquerObjet(v, profondeur + 1));
  // A map or headers have nothing to list: written as pino would, empty.
  return Object.fromEntries(
    Object.entries(valeur).map(([nom, v]) => [nom, estMasque(nom) ? MASQUE : masquerObjet(v, profondeur + 1)]),
  );
}
