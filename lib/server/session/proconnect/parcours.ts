import "server-only";
import { createHash, randomBytes } from "node:crypto";
import type { NextAuthOptions } from "next-auth";
import type { Issuer } from "openid-client";
import { env, type Proconnect } from "@/lib/env";
import { retourSur } from "@/lib/schemas/retour";
import { limiterConnexion } from "@/lib/server/debit/connexion";
import { journal } from "@/lib/server/journaux";
import { masquerTexte } from "@/lib/server/journaux/masque";
import { attributs, DUREE_MAX_S, nomCookie } from "@/lib/server/session/cookie";
import { appelerNextAuth } from "@/lib/server/session/pont";
import { motifSansDepart } from "@/lib/server/session/proconnect/depart";
import { emetteurProConnect } from "@/lib/server/session/proconnect/emetteur";
import { entrerParProConnect } from "@/lib/server/session/proconnect/entrer";
import { type Etape, FOURNISSEUR, fournisseur } from "@/lib/server/session/proconnect/fournisseur";
import { type MotifRefus, motifDe, motifDuCode, RefusProConnect } from "@/lib/server/session/proconnect/motifs";
import { noterRefusConnexion } from "@/lib/server/session/refus";

/** The way to ProConnect and back. Whatever does not open a session ends on /connexion, with its reason, and in the journal. */

const ACTION = "session.ouvrir_proconnect";

/** What one request brings. */
export type Requete = { https: boolean; cookies: Readonly<Record<string, string>> };
/** Where to go, with whole Set-Cookie headers; `motif`: no session was opened. */
export type Suite = { vers: string; setCookies: string[]; motif?: MotifRefus };

const TEMOINS = ["state", "nonce", "pkceCodeVerifier", "callbackUrl", "csrfToken"] as const;
const nomTemoin = (https: boolean, temoin: (typeof TEMOINS)[number]) =>
  nomCookie(https, `proconnect-${temoin.toLowerCase()}`);

type Tentative = Etape & { jeton?: string };

/** `ouvrir`: what to do of the person once ProConnect has said who they are; the session's token. */
function reglages(
  pc: Proconnect,
  emetteur: Issuer,
  https: boolean,
  tentative: Tentative,
  ouvrir: () => Promise<string>,
): NextAuthOptions {
  return {
    secret: env.NEXTAUTH_SECRET,
    providers: [fournisseur(pc, emetteur, tentative)],
    session: { strategy: "jwt", maxAge: DUREE_MAX_S },
    jwt: { maxAge: DUREE_MAX_S },
    useSecureCookies: https,
    cookies: {
      sessionToken: { name: nomCookie(https), options: attributs(https) },
      ...Object.fromEntries(TEMOINS.map((t) => [t, { name: nomTemoin(https, t), options: attributs(https) }])),
    },
    pages: { signIn: "/connexion", signOut: "/connexion", error: "/connexion", verifyRequest: "/connexion" },
    callbacks: {
      redirect: ({ url, baseUrl }) => new URL(retourSur(cheminDe(url, baseUrl)), baseUrl).href,
      signIn: async () => {
        try {
          tentative.jeton = await ouvrir();
          return true;
        } catch (erreur) {
          tentative.erreur = erreur;
          return false;
        }
      },
      jwt: ({ token }) => ({ jeton: tentative.jeton ?? token.jeton }),
    },
  };
}

function cheminDe(url: string, origine: string): string | null {
  if (url.startsWith("/")) return url;
  return URL.canParse(url) && new URL(url).origin === origine ? url.slice(origine.length) : null;
}

const parametresConnexion = (entrees: Record<string, string>) => `/connexion?${new URLSearchParams(entrees)}`;

async function refuser(motif: MotifRefus, retour: string, utilisateurId: string | null): Promise<Suite> {
  await noterRefusConnexion({ action: ACTION, objet: motif, utilisateurId });
  return { vers: parametresConnexion({ refus: motif, retour }), setCookies: [], motif };
}

const decouverte = (pc: Proconnect): Promise<{ issuer: Issuer } | { erreur: unknown }> =>
  emetteurProConnect(pc).then(
    (issuer) => ({ issuer }),
    (erreur: unknown) => ({ erreur }),
  );

/** First half: to ProConnect's own page. */
export async function partirVersProConnect(pc: Proconnect, retour: string, { https }: Requete): Promise<Suite> {
  const tentative: Tentative = {};
  const emetteur = await decouverte(pc);
  if (!("issuer" in emetteur)) {
    const raison = masquerTexte(emetteur.erreur instanceof Error ? emetteur.erreur.message : "");
    journal.error({ action: ACTION, raison }, "ProConnect ne répond pas");
    return refuser(emetteur.erreur instanceof RefusProConnect ? emetteur.erreur.motif : "indisponible", retour, null);
  }
  const jeton = randomBytes(32).toString("hex");
  const empreinte = createHash("sha256").update(`${jeton}${env.NEXTAUTH_SECRET}`).digest("hex");
  const { vers, setCookies, message } = await appelerNextAuth(
    {
      action: ["signin", FOURNISSEUR],
      methode: "POST",
      // Nothing of the request's own query: next-auth would pass it on, and ProConnect refuses what it does not know.
      query: {},
      corps: { csrfToken: jeton, callbackUrl: retour },
      // next-auth's own protection of this step; ours is the route, which only answers its own pages.
      cookies: { [nomTemoin(https, "csrfToken")]: `${jeton}|${empreinte}` },
    },
    reglages(pc, emetteur.issuer, https, tentative, () => Promise.reject(new Error("Pas encore d’identité"))),
  );
  if (vers === null || message !== null) {
    journal.error({ action: ACTION, raison: masquerTexte(message ?? "") }, "ProConnect ne répond pas");
    return refuser("indisponible", retour, null);
  }
  return { vers, setCookies };
}

/** Second half: what ProConnect says, checked; the account; the session. */
export async function revenirDeProConnect(
  pc: Proconnect,
  query: Readonly<Record<string, string>>,
  { https, cookies }: Requete,
  appareil: string | null,
  maintenant: Date,
): Promise<Suite> {
  const tentative: Tentative = {};
  const oublis = TEMOINS.map((t) => oublier(nomTemoin(https, t), https));
  const brut = cookies[nomTemoin(https, "callbackUrl")];
  const retour = retourSur(cheminDe(brut ?? "", new URL(env.NEXTAUTH_URL ?? "http://localhost").origin));
  const nomState = nomTemoin(https, "state");
  const sansDepart = await motifSansDepart(query.state, cookies[nomState], nomState);
  if (sansDepart !== null) return { ...(await refuser(sansDepart, retour, null)), setCookies: oublis };
  await limiterConnexion("retour_proconnect");
  const emetteur = await decouverte(pc);
  if (!("issuer" in emetteur))
    return { ...(await refuser(motifDe(emetteur.erreur), retour, null)), setCookies: oublis };
  const { vers, setCookies, message } = await appelerNextAuth(
    { action: ["callback", FOURNISSEUR], methode: "GET", query: sansRetour(query), cookies },
    reglages(pc, emetteur.issuer, https, tentative, () => {
      const { identite, idToken, garantie } = tentative;
      if (identite === undefined || idToken === undefined || garantie === undefined)
        throw new RefusProConnect("reponse");
      return entrerParProConnect({ identite, idToken, garantie, appareil }, maintenant);
    }),
  );
  if (tentative.jeton !== undefined && vers !== null) return { vers: retour, setCookies: [...setCookies, ...oublis] };
  const { erreur } = tentative;
  if (erreur !== undefined && !estRefus(erreur)) throw erreur;
  const motif = motifDuRefus(query, erreur, message);
  journal.warn({ action: ACTION, motif, raison: masquerTexte(message ?? "") }, "Connexion ProConnect refusée");
  const suite = await refuser(motif, retour, erreur instanceof RefusProConnect ? erreur.utilisateurId : null);
  return { ...suite, setCookies: oublis };
}

/** Errors of the protocol are refusals; those of the database and our own defects are not. */
const estRefus = (erreur: unknown): boolean =>
  erreur instanceof RefusProConnect ||
  (erreur instanceof Error && !erreur.name.startsWith("Prisma") && !erreur.name.startsWith("ErreurMetier"));

function motifDuRefus(query: Readonly<Record<string, string>>, erreur: unknown, message: string | null): MotifRefus {
  if (erreur !== undefined) return motifDe(erreur);
  if (query.error !== undefined) return motifDuCode(query.error);
  // The witnesses of the way out are gone: too long on the way, another tab, or an address that somebody else prepared.
  if (/cookie was missing|could not be parsed/.test(message ?? "")) return "parcours";
  return message === null ? "reponse" : motifDe(new Error(message));
}

/** The page to come back to is in the sealed witness of the way out, never in the return address. */
function sansRetour({ callbackUrl: _, ...query }: Readonly<Record<string, string>>): Record<string, string> {
  return query;
}

const oublier = (nom: string, https: boolean): string =>
  `${nom}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${https ? "; Secure" : ""}`;
