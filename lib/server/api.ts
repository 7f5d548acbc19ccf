import "server-only";
import { NextResponse } from "next/server";
import { env } from "@/lib/env";
import { estIdentifiant } from "@/lib/schemas/demandes";
import { ENTETE_LECTEUR } from "@/lib/schemas/lecteur";
import type { CodeErreur, ErreurReponse } from "@/lib/schemas/reponse";
import { noterRefus } from "@/lib/server/action";
import { consommer, consommerLecture, type NomLecture } from "@/lib/server/debit/consommer";
import type { NomLimite } from "@/lib/server/debit/limites";
import type { Agent } from "@/lib/server/droits";
import { exigerLecteur } from "@/lib/server/edition/exiger-lecteur";
import { enHttps, politiqueFichiers, transportStrict } from "@/lib/server/en-tetes";
import { ErreurMetier } from "@/lib/server/erreur";
import { avecRequete, idRequete } from "@/lib/server/journaux";
import { hoteDe, memeOrigine } from "@/lib/server/origine";
import { enReponse } from "@/lib/server/repondre";
import { agentCourant } from "@/lib/server/session";

/** What every route of the API and every download shares: session, limit, refusals recorded, errors in one writing. */

const STATUTS: Record<CodeErreur, number> = {
  saisie: 422,
  session: 401,
  interdit: 403,
  introuvable: 404,
  conflit: 409,
  regle: 409,
  trop_de_demandes: 429,
  trop_lourd: 413,
  indisponible: 503,
  imprevu: 500,
};

/** `{ erreur, message }`, with what helps to correct it. */
export function reponseErreur(error: ErreurReponse, formulaire = false): Response {
  const { code, message, fields, reference, attendre } = error;
  return Response.json(
    {
      erreur: code,
      message,
      ...(fields && { champs: fields }),
      ...(reference && { reference }),
      ...(formulaire && { ok: false, error }),
    },
    {
      status: STATUTS[code],
      headers: { "Cache-Control": "no-store", ...(attendre !== undefined && { "Retry-After": String(attendre) }) },
    },
  );
}

export const pasTrouve = (): ErreurMetier =>
  new ErreurMetier("introuvable", "Cette ressource n’existe pas ou ne vous est pas ouverte.");

type Options = {
  /** Name in the audit trail and in the logs. */
  nom: string;
  /** What one more of these counts as; absent: a read, counted in this process only. */
  debit?: NomLimite;
  /** Without `debit`: the count it goes into, that of all reads unless said. */
  lecture?: NomLecture;
  /** Asked by the page by itself: it does not keep an idle session alive. */
  sansGeste?: boolean;
  /** A link that a person clicks: without a session, it leads to the sign-in page and back. */
  lien?: boolean;
  /** Not seen by proxy.ts: the headers that it sets on everything else are set here. */
  horsProxy?: boolean;
  /** Sent by a form of the portal: an error is written as an action's too, `ok: false` and `error` beside the rest. */
  formulaire?: boolean;
};

export async function servir(
  requete: Request,
  options: Options,
  fn: (agent: Agent, maintenant: Date) => Promise<Response>,
): Promise<Response> {
  return avecRequete(requete.headers.get("x-request-id"), async () => {
    const reponse = await repondre(requete, options, fn);
    return options.horsProxy ? avecEnTetes(requete, reponse) : reponse;
  });
}

function avecEnTetes(requete: Request, reponse: Response): Response {
  const https = enHttps(requete.headers.get("x-forwarded-proto"), env.NEXTAUTH_URL);
  reponse.headers.set("Content-Security-Policy", politiqueFichiers(new URL(requete.url).pathname));
  reponse.headers.set("X-Request-Id", idRequete());
  reponse.headers.set("Cache-Control", "no-store");
  const transport = transportStrict(https);
  if (transport !== null) reponse.headers.set("Strict-Transport-Security", transport);
  return reponse;
}

async function repondre(
  requete: Request,
  { nom, debit, lecture, sansGeste = false, lien, formulaire = false }: Options,
  fn: (agent: Agent, maintenant: Date) => Promise<Response>,
): Promise<Response> {
  let agent: Agent | null = null;
  try {
    agent = await agentCourant(sansGeste ? "machine" : "personne");
    if (agent === null) {
      if (lien) return versConnexion(requete);
      throw new ErreurMetier("session", "Connectez-vous pour accéder à cette ressource.");
    }
    const maintenant = new Date();
    if (debit === undefined) await consommerLecture(agent.id, lecture);
    else await consommer(debit, agent.id);
    exigerLecteur(agent, requete.headers.get(ENTETE_LECTEUR));
    return await fn(agent, maintenant);
  } catch (erreur) {
    if (agent !== null && erreur instanceof ErreurMetier)
      await noterRefus(agent, nom, { dossierId: identifiantDuChemin(requete) }, erreur);
    return reponseErreur(enReponse(erreur, nom), formulaire);
  }
}

/** What a refusal was about: the first identifier of the address. */
const identifiantDuChemin = (requete: Request): string | undefined =>
  new URL(requete.url).pathname.split("/").find(estIdentifiant);

function versConnexion(requete: Request): Response {
  // Relative, so that it holds behind any proxy.
  return new NextResponse(null, {
    status: 307,
    headers: { Location: `/connexion?retour=${encodeURIComponent(pageDuLien(requete))}` },
  });
}

/**
 * A download leaves the browser where it was: after signing in, the person goes back to the page that holds the link, not
 * to the file. Opened from elsewhere: to its dossier, or to the list.
 */
export function pageDuLien(requete: Request): string {
  const { pathname, search } = new URL(requete.url);
  const origine = requete.headers.get("referer");
  if (origine !== null && URL.canParse(origine)) {
    const page = new URL(origine);
    if (page.host === hoteDe(requete.headers) && /^\/(?:dossiers|carte)(?:\/|$)/.test(page.pathname))
      return page.pathname + page.search;
  }
  if (/^\/api\/v1\/carte\/demandes\.(?:csv|xlsx)$/.test(pathname)) return `/carte/demandes${search}`;
  const dossier = /^\/(?:api\/v1\/)?dossiers\/([0-9a-f-]{36})(?:\/|$)/.exec(pathname)?.[1];
  return dossier === undefined ? `/dossiers${pathname.endsWith(".csv") ? search : ""}` : `/dossiers/${dossier}`;
}

/** Another site may not post with this person's cookie: for the routes that proxy.ts does not see. */
export function exigerMemeOrigine(requete: Request): void {
  if (!memeOrigine(requete.method, requete.headers))
    throw new ErreurMetier("interdit", "Cette demande ne vient pas d’une page de ce service.");
}
