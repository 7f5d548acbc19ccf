/** Security headers that depend on the request; the constant ones are in next.config.js. */

type Conditions = {
  /** Development needs eval and injected styles (React's traces, hot reload); nothing else may have them. */
  developpement: boolean;
  https: boolean;
  /** Address of ProConnect, where signing out leads: browsers hold a form's redirections to form-action too. */
  proconnect?: string | undefined;
};

/**
 * Whether people reach the service over https. Next always fills x-forwarded-proto, with « http » when the proxy in front
 * says nothing: the service's own declared address therefore wins when it is https.
 */
export const enHttps = (protocoleRecu: string | null, adresse: string | undefined): boolean =>
  adresse?.toLowerCase().startsWith("https://") || (protocoleRecu?.startsWith("https") ?? false);

const DEUX_ANS = 63_072_000;

/**
 * Pages: only scripts and style tags bearing this request's nonce. A `style="…"` written by the server is refused too:
 * sizes that vary go through SVG attributes, `<progress>` or classes.
 */
export function politiquePages(nonce: string, { developpement, https, proconnect }: Conditions): string {
  const directives = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${developpement ? " 'unsafe-eval'" : ""}`,
    developpement ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${developpement ? " ws: wss:" : ""}`,
    "object-src 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    `form-action 'self'${proconnect === undefined ? "" : ` ${new URL(proconnect).origin}`}`,
    "manifest-src 'self'",
  ];
  // On plain http this would send every sub-resource to a port nobody listens on.
  if (https) directives.push("upgrade-insecure-requests");
  return directives.join("; ");
}

/** Files and JSON: nothing in them may run, even opened as a page. PDF readers keep working. */
export const POLITIQUE_FICHIERS =
  "script-src 'none'; style-src 'unsafe-inline'; connect-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** What people attached: nothing of it may act in the service's name, whatever reads it. */
export const POLITIQUE_PIECES = "sandbox; default-src 'none'; frame-ancestors 'none'";

export const politiqueFichiers = (chemin: string): string =>
  /^\/api\/v1\/(?:pieces|recepisses|lettres)\//.test(chemin) ? POLITIQUE_PIECES : POLITIQUE_FICHIERS;

/** Answers that are not pages: the API and the produced PDFs. */
export const estFichier = (chemin: string): boolean =>
  chemin.startsWith("/api/") || /\/apercu\.pdf$|\/versions\/[^/]+\/(?:pdf|donnees|paquet\.zip)$/.test(chemin);

export const transportStrict = (https: boolean): string | null =>
  https ? `max-age=${DEUX_ANS}; includeSubDomains` : null;

/** An identifier given by the reverse proxy is kept when it is one; anything else could forge a log line. */
export const idRequeteRecu = (recu: string | null): string | null =>
  recu !== null && /^[A-Za-z0-9-]{16,64}$/.test(recu) ? recu : null;
