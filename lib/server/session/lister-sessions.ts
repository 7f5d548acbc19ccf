import "server-only";
import type { SessionFinie, SessionOuverte } from "@/lib/schemas/sessions";
import { base } from "@/lib/server/base";
import { type Agent, peut } from "@/lib/server/droits";
import { INACTIVITE_MAX_MS } from "@/lib/server/session/bail";

/** Long enough to recognise something odd, short enough to be read. */
const FINIES_MAX = 20;
const FINIES_DEPUIS_MS = 30 * 24 * 3_600_000;

export async function listerSessions(
  agent: Agent,
  courante: string | null,
  maintenant: Date,
): Promise<{ ouvertes: SessionOuverte[]; finies: SessionFinie[] }> {
  if (!peut(agent, "compte.lire", { utilisateurId: agent.id })) return { ouvertes: [], finies: [] };
  const client = await base();
  const lignes = await client.session.findMany({
    where: {
      utilisateurId: agent.id,
      OR: [{ fermeeLe: null }, { fermeeLe: { gt: new Date(maintenant.getTime() - FINIES_DEPUIS_MS) } }],
      ouverteLe: { gt: new Date(maintenant.getTime() - FINIES_DEPUIS_MS) },
    },
    orderBy: { vueLe: "desc" },
    select: {
      reference: true,
      appareil: true,
      methode: true,
      ouverteLe: true,
      vueLe: true,
      expireLe: true,
      fermeeLe: true,
      motifFermeture: true,
    },
  });
  const ouvertes: SessionOuverte[] = [];
  const finies: SessionFinie[] = [];
  for (const { reference, appareil, methode, ouverteLe, vueLe, expireLe, fermeeLe, motifFermeture } of lignes) {
    const commun = { reference, appareil, methode, ouverteLe: ouverteLe.toISOString() };
    const repos = new Date(vueLe.getTime() + INACTIVITE_MAX_MS);
    const fin = repos < expireLe ? repos : expireLe;
    if (fermeeLe === null && fin > maintenant)
      ouvertes.push({
        ...commun,
        vueLe: vueLe.toISOString(),
        finLe: fin.toISOString(),
        courante: reference === courante,
      });
    else
      finies.push({
        ...commun,
        finieLe: (fermeeLe ?? fin).toISOString(),
        motif: fermeeLe === null ? (fin === repos ? "inactivite" : "duree") : (motifFermeture ?? "sortie"),
      });
  }
  // The one in hand first, then the most recently used.
  ouvertes.sort((a, b) => Number(b.courante) - Number(a.courante));
  finies.sort((a, b) => b.finieLe.localeCompare(a.finieLe));
  return { ouvertes, finies: finies.slice(0, FINIES_MAX) };
}
