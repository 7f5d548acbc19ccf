import "server-only";
import { estIdentifiant } from "@/lib/schemas/demandes";
import type { LettreVue } from "@/lib/schemas/lettres";
import { base, type Tx } from "@/lib/server/base";
import { type Agent, dossiersPermis } from "@/lib/server/droits";
import { courrielsEnAttente, SELECTION_LETTRE, versLettreVue } from "@/lib/server/lettres/vers-lettre-vue";

const ORDRE = [{ partenaire: "asc" }, { numero: "desc" }] as const;

/** The current letter of each partner, for whoever may read the register. */
export async function lettresCourantes(tx: Tx, agent: Agent, dossierId: string, gerer: boolean): Promise<LettreVue[]> {
  const lues = await tx.lettreEngagement.findMany({
    where: { retireeLe: null, dossierId, dossier: { AND: [dossiersPermis(agent, "lettre.lire")] } },
    orderBy: [...ORDRE],
    select: SELECTION_LETTRE,
  });
  const attendus = await courrielsEnAttente(tx, lues);
  return lues.map((l) => versLettreVue(l, gerer, attendus));
}

/** Every letter of a dossier, those set aside included; null: no such dossier, or no right to its register. */
export async function lireRegistre(agent: Agent, dossierId: string): Promise<LettreVue[] | null> {
  if (!estIdentifiant(dossierId)) return null;
  const client = await base();
  const dossier = await client.dossier.findFirst({
    where: { id: dossierId, AND: [dossiersPermis(agent, "lettre.lire")] },
    select: { lettres: { orderBy: [...ORDRE], select: SELECTION_LETTRE } },
  });
  if (dossier === null) return null;
  const gerer = await client.dossier.count({ where: { id: dossierId, AND: [dossiersPermis(agent, "lettre.gerer")] } });
  const attendus = await courrielsEnAttente(client, dossier.lettres);
  return dossier.lettres.map((l) => versLettreVue(l, gerer > 0, attendus));
}
