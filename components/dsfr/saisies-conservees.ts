/**
 * What is typed in a form, kept in the tab until it is sent: an expired session, a reload, a sign-in in between lose
 * nothing. One entry per person and form; another person signing in on the same tab finds nothing of it.
 */

const PREFIXE = "rigel:saisie:";
/** The person signed in, written on every page by components/dossier/oubli-a-la-sortie.tsx. */
const PORTEUR = "[data-rigel-personne]";
export const ANONYME = "anonyme";

const cleDe = (personne: string, cle: string) => `${PREFIXE}${personne}:${cle}`;

export const personneDeLaPage = (document: Document): string =>
  document.querySelector<HTMLElement>(PORTEUR)?.dataset.rigelPersonne ?? ANONYME;

export function garderSaisie(stockage: Storage, personne: string, cle: string, valeurs: unknown): void {
  try {
    stockage.setItem(cleDe(personne, cle), JSON.stringify(valeurs));
  } catch {
    // Private window or quota: the page still holds it.
  }
}

export function lireSaisie(stockage: Storage, personne: string, cle: string): Record<string, unknown> | null {
  try {
    const lu: unknown = JSON.parse(stockage.getItem(cleDe(personne, cle)) ?? "null");
    return typeof lu === "object" && lu !== null && !Array.isArray(lu) ? (lu as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

export function oublierSaisie(stockage: Storage, personne: string, cle: string): void {
  try {
    stockage.removeItem(cleDe(personne, cle));
  } catch {
    // A browser that refuses to write has kept nothing either.
  }
}

/** At sign-out, everything; when someone is signed in, what another person left. */
export function purgerSaisies(stockage: Storage, garder?: string): void {
  try {
    for (const nom of Object.keys(stockage))
      if (nom.startsWith(PREFIXE) && (garder === undefined || !nom.startsWith(cleDe(garder, ""))))
        stockage.removeItem(nom);
  } catch {
    // Nothing could be kept there.
  }
}
