import { type NextRequest, NextResponse } from "next/server";
import { env } from "@/lib/env";
import {
  enHttps,
  estFichier,
  idRequeteRecu,
  politiqueFichiers,
  politiquePages,
  transportStrict,
} from "@/lib/server/en-tetes";
import { reponseSansBase } from "@/lib/server/indisponible/repondre";
import { memeOrigine } from "@/lib/server/origine";

/**
 * Sets headers and the request's identifier, refuses what another site sends, says 503 while the database does not answer. Decides no right: those live in
 * lib/server/droits.ts.
 */
export async function proxy(requete: NextRequest) {
  const chemin = requete.nextUrl.pathname;
  const https = enHttps(requete.headers.get("x-forwarded-proto") ?? requete.nextUrl.protocol, env.NEXTAUTH_URL);
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const { method, headers } = requete;
  const sansBase = await reponseSansBase({ method, chemin, accepte: headers.get("accept") }, nonce);
  const politique =
    estFichier(chemin) && sansBase === null
      ? politiqueFichiers(chemin)
      : politiquePages(nonce, {
          developpement: env.NODE_ENV === "development",
          https,
          proconnect: env.PROCONNECT?.issuer,
        });
  const id = idRequeteRecu(requete.headers.get("x-request-id")) ?? crypto.randomUUID();

  // Read by the pages: Next takes the nonce from the policy, the layout from x-nonce, the sign-in redirect from x-chemin.
  const versLaPage = new Headers(requete.headers);
  versLaPage.set("content-security-policy", politique);
  versLaPage.set("x-nonce", nonce);
  versLaPage.set("x-request-id", id);
  versLaPage.set("x-chemin", chemin + requete.nextUrl.search);

  const suite = memeOrigine(method, headers)
    ? NextResponse.next({ request: { headers: versLaPage } })
    : NextResponse.json(
        { erreur: "interdit", message: "Cette demande ne vient pas d’une page de ce service." },
        { status: 403 },
      );
  const reponse = sansBase ?? suite;
  reponse.headers.set("Content-Security-Policy", politique);
  reponse.headers.set("X-Request-Id", id);
  reponse.headers.set("Cache-Control", "no-store");
  const transport = transportStrict(https);
  if (transport !== null) reponse.headers.set("Strict-Transport-Security", transport);
  return reponse;
}

/**
 * Everything but the build's own immutable files, the public folder's (icons, JSON Schema: each by its whole name), and the uploads: Next
 * copies in memory the body of what a proxy sees. Those routes set the same headers themselves (`horsProxy`, lib/server/api.ts).
 */
export const config = {
  matcher:
    "/((?!_next/static/|_next/image$|favicon\\.ico$|favicon\\.svg$|favicon-apple\\.png$|schemas/rigel-dossier-1\\.json$|api/v1/dossiers/lire-pdf$|api/v1/dossiers/[^/]+/(?:pieces|recepisses|annexe\\.xlsx)$|api/v1/lettres/[^/]+/depot$|api/v1/regimes/documents$|api/v1/referentiels$|api/v1/carte/imports$).*)",
};
