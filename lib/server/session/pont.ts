import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import NextAuth, { type LoggerInstance, type NextAuthOptions } from "next-auth";

/** next-auth called like a function: what a request says goes in, where to go and the cookies come out. */

export type Appel = {
  action: readonly [string, string];
  methode: "GET" | "POST";
  query: Readonly<Record<string, string>>;
  corps?: Readonly<Record<string, string>>;
  cookies: Readonly<Record<string, string>>;
};

/** `setCookies`: whole Set-Cookie headers. `message`: of the error that next-auth met, if it met one. */
export type IssuePont = { vers: string | null; setCookies: string[]; message: string | null };

/**
 * next-auth's lines hold codes, tokens and names: never logged. What went wrong is kept for the call at hand only; its
 * logger is one for the whole process, so that every call must give this very one.
 */
const appels = new AsyncLocalStorage<{ message: string | null }>();
export const JOURNAL_NEXT_AUTH: Partial<LoggerInstance> = {
  error: (_code, detail) => {
    const erreur = detail instanceof Error ? detail : detail.error;
    const appel = appels.getStore();
    if (appel !== undefined && erreur instanceof Error) appel.message ??= erreur.message;
  },
  warn: () => undefined,
  debug: () => undefined,
};

export async function appelerNextAuth(appel: Appel, options: NextAuthOptions): Promise<IssuePont> {
  const enTetes = new Map<string, unknown>();
  const reponse = {
    status: () => reponse,
    getHeader: (nom: string) => enTetes.get(nom),
    setHeader: (nom: string, valeur: unknown) => enTetes.set(nom, valeur),
    end: () => undefined,
    json: () => undefined,
    send: () => undefined,
  };
  const requete = {
    method: appel.methode,
    query: { ...appel.query, nextauth: [...appel.action] },
    body: appel.corps ?? {},
    cookies: { ...appel.cookies },
    headers: {},
  };
  const suivi: { message: string | null } = { message: null };
  await appels.run(suivi, () =>
    NextAuth(requete as never, reponse as never, { ...options, logger: JOURNAL_NEXT_AUTH }),
  );
  const vers = enTetes.get("Location");
  const cookies = enTetes.get("Set-Cookie");
  return {
    vers: typeof vers === "string" ? vers : null,
    setCookies: Array.isArray(cookies) ? cookies.map(String) : [],
    message: suivi.message,
  };
}
