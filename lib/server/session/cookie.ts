import "server-only";
import { cookies, headers } from "next/headers";
import { decode, encode } from "next-auth/jwt";
import { env } from "@/lib/env";
import { enHttps } from "@/lib/server/en-tetes";
import { DUREE_MAX_MS } from "@/lib/server/session/bail";

/** The cookie: sealed by next-auth's own `encode`, it carries one opaque random token and nothing else. */

export const DUREE_MAX_S = DUREE_MAX_MS / 1000;

export const sousHttps = async (): Promise<boolean> =>
  enHttps((await headers()).get("x-forwarded-proto"), env.NEXTAUTH_URL);

/** `__Host-`: no other host of the domain can set it. Browsers want https for it. */
export const nomCookie = (https: boolean, nom = "session"): string => `${https ? "__Host-" : ""}rigel-${nom}`;
export const attributs = (https: boolean) => ({ httpOnly: true, sameSite: "lax", path: "/", secure: https }) as const;

export async function jetonCourant(): Promise<string | null> {
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

/** Server actions and route handlers only. */
export async function poserCookie(jeton: string): Promise<void> {
  const https = await sousHttps();
  const valeur = await encode({ token: { jeton }, secret: env.NEXTAUTH_SECRET, maxAge: DUREE_MAX_S });
  (await cookies()).set(nomCookie(https), valeur, { ...attributs(https), maxAge: DUREE_MAX_S });
}

export async function retirerCookie(): Promise<void> {
  const https = await sousHttps();
  (await cookies()).set(nomCookie(https), "", { ...attributs(https), maxAge: 0 });
}
