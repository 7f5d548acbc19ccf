import "server-only";
import { estSature } from "@/lib/integrations/examen/tour";
import { ErreurMetier } from "@/lib/server/erreur";

/** Too many wait already: said in words. */
export async function surSaturation<T>(fn: () => Promise<T>): Promise<T> {
  try {
    return await fn();
  } catch (erreur) {
    if (!estSature(erreur)) throw erreur;
    throw new ErreurMetier("indisponible", "Plusieurs paquets sont déjà en préparation. Réessayez dans une minute.");
  }
}
