/** The beat of a part on the wire. No React in here. */
import type { Issue } from "@/components/dossier/atelier/battement";
import type { DemandeBattement } from "@/lib/schemas/atelier";
import type { BattementPart, DemandeNouveautesPart } from "@/lib/schemas/participation";

const DELAI_MS = 15_000;

/** Asks as the workspace does; what is said of who is there, or of comments, a contact is not told. */
export async function envoyerBattementPart(
  dossierId: string,
  partenaire: string,
  { client, lecteur, depuis }: DemandeBattement,
  totaux: number | null,
  surRecu: (battement: BattementPart) => void,
): Promise<Issue> {
  const demande: DemandeNouveautesPart = { client, lecteur, depuis, partenaire, totaux };
  try {
    const reponse = await fetch(`/api/v1/participation/${dossierId}/battement`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(demande),
      signal: AbortSignal.timeout(DELAI_MS),
    });
    if (reponse.ok) {
      const battement = (await reponse.json()) as BattementPart;
      surRecu(battement);
      return { type: "recu", battement: { nouveautes: battement.nouveautes, presents: [], commentaires: null } };
    }
    if (reponse.status === 401) return { type: "session" };
    if (reponse.status === 403 || reponse.status === 404) return { type: "ferme" };
    const attendre = Number(reponse.headers.get("Retry-After"));
    return { type: "injoignable", attendre: Number.isFinite(attendre) ? attendre : undefined };
  } catch {
    return { type: "injoignable" };
  }
}
