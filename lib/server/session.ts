import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import type { NextRequest } from "next/server";
import type { NextAuthOptions } from "next-auth";
import NextAuth from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { cache } from "react";
import { env } from "@/lib/env";
import { retourSur } from "@/lib/schemas/retour";
import { base } from "@/lib/server/base";
import { limiterConnexion } from "@/lib/server/debit/connexion";
import type { Agent } from "@/lib/server/droits";
import { enReponse } from "@/lib/server/repondre";
import { appareilDe } from "@/lib/server/session/appareil";
import { type Demandeur, empreinteJeton, fermerBail, lireBail } from "@/lib/server/session/bail";
import {
  attributs,
  DUREE_MAX_S,
  jetonCourant,
  nomCookie,
  poserCookie,
  retirerCookie,
  sousHttps,
} from "@/lib/server/session/cookie";
import { ouvrirPersona } from "@/lib/server/session/persona";
import { JOURNAL_NEXT_AUTH } from "@/lib/server/session/pont";
import { partirVersProConnect, revenirDeProConnect, type Suite } from "@/lib/server/session/proconnect/parcours";
import { sortirDeProConnect } from "@/lib/server/session/proconnect/sortie";

/**
 * Who is asking. next-auth is known here and in session/ only (docs/decisions/authentication.md); everything about the person
 * is read from the database at each request.
 */

function options(https: boolean): NextAuthOptions {
  return {
    secret: env.NEXTAUTH_SECRET,
    // ProConnect has its own two routes below. Without RIGEL_DEMO a persona has nowhere to knock.
    providers: env.RIGEL_DEMO
      ? [
          CredentialsProvider({
            id: "persona",
            name: "Compte de démonstration",
            credentials: { code: { label: "Compte", type: "text" } },
            authorize: async (saisie) => ({
              id: await ouvrirPersona(saisie?.code, new Date(), await appareilCourant()),
            }),
          }),
        ]
      : [],
    session: { strategy: "jwt", maxAge: DUREE_MAX_S },
    jwt: { maxAge: DUREE_MAX_S },
    useSecureCookies: https,
    cookies: { sessionToken: { name: nomCookie(https), options: attributs(https) } },
    pages: { signIn: "/connexion", signOut: "/connexion", error: "/connexion", verifyRequest: "/connexion" },
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
    logger: JOURNAL_NEXT_AUTH,
  };
}

const appareilCourant = async (): Promise<string | null> => appareilDe((await headers()).get("user-agent"));

/** app/api/auth/[...nextauth]/route.ts */
export async function gestionnaireAuth(requete: NextRequest, contexte: { params: Promise<{ nextauth: string[] }> }) {
  const { nextauth } = await contexte.params;
  if (nextauth.join("/") === "callback/proconnect") return revenir(requete);
  return NextAuth(requete as never, contexte as never, options(await sousHttps())) as Promise<Response>;
}

function reponseVers({ vers, setCookies }: Suite): Response {
  const reponse = new Response(null, { status: 303, headers: { Location: vers } });
  for (const cookie of setCookies) reponse.headers.append("Set-Cookie", cookie);
  return reponse;
}

const versConnexion = (entrees: Record<string, string>): Response =>
  reponseVers({ vers: `/connexion?${new URLSearchParams(entrees)}`, setCookies: [] });

async function temoins() {
  const https = await sousHttps();
  return { https, cookies: Object.fromEntries((await cookies()).getAll().map((c) => [c.name, c.value])) };
}

/** The two routes of ProConnect: never a page of next-auth nor a bare error. */
async function surParcours(nom: string, retour: string, fn: () => Promise<Suite>): Promise<Response> {
  try {
    return reponseVers(await fn());
  } catch (erreur) {
    const { code, reference } = enReponse(erreur, nom);
    return versConnexion({ refus: code, retour, ...(reference !== undefined && { reference }) });
  }
}

/** app/(public)/connexion/proconnect/route.ts: a link of the sign-in page. */
export async function partir(requete: NextRequest): Promise<Response> {
  const retour = retourSur(requete.nextUrl.searchParams.get("retour"));
  const pc = env.PROCONNECT;
  // Another site may not start a sign-in on behalf of this browser.
  const site = requete.headers.get("sec-fetch-site");
  if (pc === undefined || (site !== null && site !== "same-origin" && site !== "none"))
    return versConnexion({ retour });
  return surParcours("session.ouvrir_proconnect", retour, async () => {
    await limiterConnexion("depart_proconnect");
    return partirVersProConnect(pc, retour, await temoins());
  });
}

async function revenir(requete: NextRequest): Promise<Response> {
  const pc = env.PROCONNECT;
  if (pc === undefined || requete.method !== "GET") return versConnexion({});
  return surParcours("session.ouvrir_proconnect", retourSur(null), async () => {
    const precedent = await jetonCourant();
    const maintenant = new Date();
    const query = Object.fromEntries(requete.nextUrl.searchParams);
    const suite = await revenirDeProConnect(pc, query, await temoins(), await appareilCourant(), maintenant);
    // One browser, one session: the one before is closed, not left open.
    if (suite.motif === undefined && precedent !== null) await fermerBail(precedent, maintenant);
    return suite;
  });
}

/** Once per request, however many pages and layouts ask. « machine »: the page asks by itself, nobody did anything. */
export const agentCourant: (demandeur?: Demandeur) => Promise<Agent | null> = cache(async (demandeur) => {
  const jeton = await jetonCourant();
  return jeton === null ? null : lireBail(jeton, new Date(), demandeur);
});

/** For pages: no session leads to the sign-in page, and back. */
export async function exigerAgent(): Promise<Agent> {
  const agent = await agentCourant();
  if (agent !== null) return agent;
  const chemin = (await headers()).get("x-chemin");
  redirect(chemin === null ? "/connexion" : `/connexion?retour=${encodeURIComponent(chemin)}`);
}

/**
 * A session is opened and its cookie set; the one that this browser had is closed, not left open. Server actions and route
 * handlers only.
 */
export async function entrer(ouvrir: (appareil: string | null) => Promise<string>): Promise<void> {
  const jeton = await ouvrir(await appareilCourant());
  const precedent = await jetonCourant();
  if (precedent !== null) await fermerBail(precedent, new Date());
  await poserCookie(jeton);
}

export const entrerPersona = (code: string): Promise<void> =>
  entrer((appareil) => ouvrirPersona(code, new Date(), appareil));

/** What the person's own list calls the session in hand. */
export async function referenceCourante(): Promise<string | null> {
  const jeton = await jetonCourant();
  if (jeton === null) return null;
  const client = await base();
  const session = await client.session.findUnique({
    where: { id: empreinteJeton(jeton) },
    select: { reference: true },
  });
  return session?.reference ?? null;
}

const TEMOIN_SORTIE = "proconnect-sortie";
const DUREE_TEMOIN_SORTIE_S = 600;

/** Closes the session and takes the cookie away. Where to go on: ProConnect's own sign-out when it was opened through it. */
export async function sortir(): Promise<string> {
  const jeton = await jetonCourant();
  const ferme = jeton === null ? null : await fermerBail(jeton, new Date());
  await retirerCookie();
  const scelle = ferme?.idTokenScelle ?? null;
  const sortie =
    scelle === null || env.PROCONNECT === undefined ? null : await sortirDeProConnect(env.PROCONNECT, scelle);
  // Says what became of the work, to someone about to close the tab.
  if (sortie === null) return "/connexion?deconnecte=1";
  const https = await sousHttps();
  const attributsTemoin = { ...attributs(https), maxAge: DUREE_TEMOIN_SORTIE_S };
  (await cookies()).set(nomCookie(https, TEMOIN_SORTIE), sortie.state, attributsTemoin);
  return sortie.vers;
}

/** app/(public)/connexion/deconnecte/route.ts: back from ProConnect's sign-out, if this browser asked for it. */
export async function revenirDeSortie(requete: NextRequest): Promise<Response> {
  const https = await sousHttps();
  const nom = nomCookie(https, TEMOIN_SORTIE);
  const attendu = (await cookies()).get(nom)?.value;
  const demandee = attendu !== undefined && attendu === requete.nextUrl.searchParams.get("state");
  (await cookies()).set(nom, "", { ...attributs(https), maxAge: 0 });
  return versConnexion(demandee ? { deconnecte: "1" } : {});
}
