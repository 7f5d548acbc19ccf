import { estFichier } from "@/lib/server/en-tetes";
import { baseDisponible } from "@/lib/server/indisponible/disponibilite";
import { pageIndisponible } from "@/lib/server/indisponible/page";

/** A person waits a little, a robot comes back later. */
export const REESSAYER_S = 30;

/** Pages that say all they have to say without the database. */
const PAGES_SANS_BASE =
  /^\/(?:accessibilite|mentions-legales|donnees-personnelles|plan-du-site|regles)?$|^\/(?:connexion|_next)(?:\/|$)/;
const API_SANS_BASE = /^\/api\/(?:sante|auth)(?:\/|$)/;

type Demande = { method: string; chemin: string; accepte: string | null };

const demandeLaBase = (chemin: string, accepte: string | null): boolean =>
  estFichier(chemin)
    ? // A file opened by a link is a page for the person who clicked; a program gets its JSON from the route.
      (accepte?.includes("text/html") ?? false) && !API_SANS_BASE.test(chemin)
    : !PAGES_SANS_BASE.test(chemin);

/**
 * The 503 of a page, or null when it may be served. Actions (POST) answer by themselves, in their own form: what was typed
 * stays on the page.
 */
export async function reponseSansBase({ method, chemin, accepte }: Demande, nonce: string): Promise<Response | null> {
  if ((method !== "GET" && method !== "HEAD") || !demandeLaBase(chemin, accepte)) return null;
  if (await baseDisponible()) return null;
  return new Response(method === "HEAD" ? null : pageIndisponible(nonce), {
    status: 503,
    headers: { "Content-Type": "text/html; charset=utf-8", "Retry-After": String(REESSAYER_S) },
  });
}
