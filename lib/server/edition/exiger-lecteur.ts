import "server-only";
import { AUTRE_PERSONNE } from "@/lib/schemas/reponse";
import type { Agent } from "@/lib/server/droits";
import { ErreurMetier } from "@/lib/server/erreur";

/**
 * A page speaks for the person who opened it. Whoever signed in since, in another tab of the same browser, neither writes what
 * that person typed nor has what they may read told to that page. Asked before the right: nothing is said of the dossier.
 */
export function exigerLecteur(agent: Agent, lecteur: unknown): void {
  if (typeof lecteur !== "string" || lecteur.toLowerCase() === agent.id) return;
  throw new ErreurMetier(
    "session",
    "Une autre personne est connectée sur ce navigateur : reconnectez-vous avec votre compte.",
    { fields: { [AUTRE_PERSONNE]: "Cette page a été ouverte par une autre personne." } },
  );
}
