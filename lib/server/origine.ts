/**
 * Cross-site requests. Browsers say where a request comes from; another site may not act with this person's cookie. Cookies are
 * SameSite=Lax and Next compares the origin of server actions: this is the third lock, the same for every route.
 */

const SANS_EFFET = new Set(["GET", "HEAD", "OPTIONS"]);

export const hoteDe = (enTetes: Headers): string | null =>
  (enTetes.get("x-forwarded-host") ?? enTetes.get("host"))?.split(",")[0]?.trim() ?? null;

/**
 * True when nothing says that another site sent it. « none » is the person's own doing (an address typed, a page reloaded). A
 * program that is not a browser says nothing and carries nobody's cookie.
 */
export function memeOrigine(methode: string, enTetes: Headers): boolean {
  if (SANS_EFFET.has(methode.toUpperCase())) return true;
  const site = enTetes.get("sec-fetch-site");
  if (site !== null && site !== "same-origin" && site !== "none") return false;
  const origine = enTetes.get("origin");
  // A browser that speaks of sites always says its origin too.
  if (origine === null) return site === null;
  // « null »: a sandboxed frame, a file, a redirection between sites.
  return URL.canParse(origine) && new URL(origine).host === hoteDe(enTetes);
}
