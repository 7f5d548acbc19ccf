import "server-only";
import { estIdentifiant } from "@/lib/schemas/demandes";
import type { Tx } from "@/lib/server/base";
import { type Agent, partsPermises } from "@/lib/server/droits";
import { introuvable } from "@/lib/server/erreur";

/** The right to read this part, asked inside the query: no such dossier, no such partner, not this person's are one answer. */
export async function exigerPartLisible(tx: Tx, agent: Agent, dossierId: string, partenaire: string): Promise<void> {
  const lue = estIdentifiant(dossierId)
    ? await tx.partenaire.findFirst({
        where: { dossierId, cle: partenaire, AND: [partsPermises(agent)] },
        select: { cle: true },
      })
    : null;
  if (lue === null) throw introuvable();
}
