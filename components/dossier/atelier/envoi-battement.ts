/** The beat on the wire. */
import type { Battement, DemandeBattement } from "@/lib/schemas/atelier";
import type { CommentairesVus } from "@/lib/schemas/commentaires";
import type { Issue } from "./battement";

const DELAI_MS = 15_000;
const adresseDe = (dossierId: string): string => `/api/v1/dossiers/${dossierId}/battement`;

export async function envoyerBattement(dossierId: string, demande: DemandeBattement): Promise<Issue> {
  try {
    const reponse = await fetch(adresseDe(dossierId), {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(demande),
      signal: AbortSignal.timeout(DELAI_MS),
    });
    if (reponse.ok) return { type: "recu", battement: (await reponse.json()) as Battement };
    if (reponse.status === 401) return { type: "session" };
    if (reponse.status === 403 || reponse.status === 404) return { type: "ferme" };
    const attendre = Number(reponse.headers.get("Retry-After"));
    return { type: "injoignable", attendre: Number.isFinite(attendre) ? attendre : undefined };
  } catch {
    return { type: "injoignable" };
  }
}

/** Sent by a page that is going: the browser sees it through. */
export function annoncerDepart(dossierId: string, demande: DemandeBattement): void {
  const corps = new Blob([JSON.stringify(demande)], { type: "application/json" });
  if (navigator.sendBeacon?.(adresseDe(dossierId), corps)) return;
  fetch(adresseDe(dossierId), { method: "POST", body: corps, keepalive: true }).catch(() => undefined);
}

/** null: not now. What is on the screen stays. */
export async function demanderCommentaires(dossierId: string): Promise<CommentairesVus | null> {
  try {
    const reponse = await fetch(`/api/v1/dossiers/${dossierId}/commentaires`, {
      signal: AbortSignal.timeout(DELAI_MS),
    });
    return reponse.ok ? ((await reponse.json()) as CommentairesVus) : null;
  } catch {
    return null;
  }
}
