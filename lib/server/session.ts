import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import type { NextRequest } from "next/server";
import type { NextAuthOptions } from "next-auth";
import NextAuth from "next-auth";
import { decode, encode } from "next-auth/jwt";
import CredentialsProvider from "next-auth/providers/credentials";
import { cache } from "react";
import { env } from "@/lib/env";
import type { Agent } from "@/lib/server/droits";
import { enHttps } from "@/lib/server/en-tetes";
import { DUREE_MAX_MS, fermerBail, lireBail } from "@/lib/server/session/bail";
import { ouvrirPersona } from "@/lib/server/session/persona";

/**
 * Who is asking. The only module that knows next-auth (docs/decisions/authentication.md): its encrypted cookie carries one
 * opaque random token and nothing else; everything about the person is read from the database at each request.
 */

const DUREE_MAX_S = DUREE_MAX_MS / 1000;

const sousHttps = async (): Promise<boolean> => enHttps((await headers()).get("x-forwarded-proto"), env.NEXTAUTH_URL);

/** `__Host-`: no other host of the domain can set it. Browsers want https for it. */
const nomCookie = (https: boolean): string => (https ? "__Host-rigel-session" : "rigel-session");
const attributs = (https: boolean) => ({ httpOnly: true, sameSite: "lax", path: "/", secure: https }) as const;

function options(https: boolean): NextAuthOptions {
  return {
    secret: env.NEXTAUTH_SECRET,
    // Without RIGEL_DEMO there is no provider at all: a persona has nowhere to knock.
    providers: env.RIGEL_DEMO
      ? [
          CredentialsProvider({
            id: "persona",
            name: "Compte de démonstration",
            credentials: { code: { label: "Compte", type: "text" } },
            authorize: async (saisie) => ({ id: await ouvrirPersona(saisie?.code, new Date()) }),
          }),
        ]
      : [],
    session: { strategy: "jwt", maxAge: DUREE_MAX_S },
    jwt: { maxAge: DUREE_MAX_S },
    useSecureCookies: https,
    cookies: { sessionToken: { name: nomCookie(https), options: attributs(https) } },
    pages: { signIn: "/connexion", error: "/connexion" },
    callbacks: {
      jwt: ({ token, user }) => (user ? { jeton: user.id } : { jeton: token.jeton }),
      // /api/auth/session is readable by scripts: it says nothing but when the session ends.
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token?.jeton === "string") await fermerBail(token.jeton, new Date());
      },
    },
    logger: { error: () => undefined, warn: () => undefined, debug: () => undefined },
  };
}

/** app/api/auth/[...nextauth]/route.ts */
export async function gestionnaireAuth(requete: NextRequest, contexte: { params: Promise<{ nextauth: string[] }> }) {
  return NextAuth(requete as never, contexte as never, options(await sousHttps())) as Promise<Response>;
}

async function jetonCourant(): Promise<string | null> {
  const token = (await cookies()).get(nomCookie(await sousHttps()))?.value;
  if (token === undefined) return null;
  try {
    const lu = await decode({ token, secret: env.NEXTAUTH_SECRET });
    return typeof lu?.jeton === "string" ? lu.jeton : null;
  } catch {
    // Forged, expired, or sealed with another secret.
    return null;
  }
}

/** Once per request, however many pages and layouts ask. */
export const agentCourant: () => Promise<Agent | null> = cache(async () => {
  const jeton = await jetonCourant();
  return jeton === null ? null : lireBail(jeton, new Date());
});

/** For pages: no session leads to the sign-in page, and back. */
export async function exigerAgent(): Promise<Agent> {
  const agent = await agentCourant();
  if (agent !== null) return agent;
  const chemin = (await headers()).get("x-chemin");
  redirect(chemin === null ? "/connexion" : `/connexion?retour=${encodeURIComponent(chemin)}`);
}

/** Opens a session for a persona and sets the cookie. Server actions and route handlers only. */
export async function entrerPersona(code: string): Promise<void> {
  const jeton = await ouvrirPersona(code, new Date());
  // One browser, one session: the one before is closed, not left open.
  const precedent = await jetonCourant();
  if (precedent !== null) await fermerBail(precedent, new Date());
  const https = await sousHttps();
  const valeur = await encode({ token: { jeton }, secret: env.NEXTAUTH_SECRET, maxAge: DUREE_MAX_S });
  (await cookies()).set(nomCookie(https), valeur, { ...attributs(https), maxAge: DUREE_MAX_S });
}

/** Closes the session and takes the cookie away. */
export async function sortir(): Promise<void> {
  const jeton = await jetonCourant();
  if (jeton !== null) await fermerBail(jeton, new Date());
  const https = await sousHttps();
  (await cookies()).set(nomCookie(https), "", { ...attributs(https), maxAge: 0 });
}
