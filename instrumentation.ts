import type { Instrumentation } from "next";

/** Runs once before the server answers anything. NEXT_RUNTIME is a constant of Next's bundler, not a setting. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { demarrer } = await import("@/lib/server/demarrage");
  await demarrer();
}

/** Every error that a page or an action lets through. `digest` is what the error page shows to the person. */
export const onRequestError: Instrumentation.onRequestError = async (erreur, requete, contexte) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { journaliserErreurRequete } = await import("@/lib/server/demarrage");
  await journaliserErreurRequete(erreur, requete, contexte);
};
