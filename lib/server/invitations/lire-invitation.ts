import "server-only";
import { masquerAdresse } from "@/lib/domain/invitations";
import type { InvitationRecue } from "@/lib/schemas/equipe";
import { lecture } from "@/lib/server/base";
import type { Agent } from "@/lib/server/droits";
import { compteInvite } from "@/lib/server/invitations/compte-invite";
import { trouverInvitation } from "@/lib/server/invitations/trouver";

/** What a link shows, and how its holder may answer. Uses nothing up: a mail filter that opens links does no harm. */
export async function lireInvitation(
  agent: Agent | null,
  jeton: string,
  maintenant: Date,
): Promise<InvitationRecue | null> {
  return lecture(async (tx) => {
    const lue = await trouverInvitation(tx, jeton, maintenant);
    if (lue === null) return null;
    const masquee = masquerAdresse(lue.email);
    if (agent !== null && agent.email.toLowerCase() !== lue.email)
      return { type: "autre_compte", masquee, courante: agent.email };
    const { acronyme, titre } = lue.dossier;
    return {
      type: "ouverte",
      dossier: acronyme === null ? titre : `${acronyme}, ${titre}`,
      organisation: lue.organisation,
      droit: lue.droit,
      partenaire: lue.nomPartenaire,
      expireLe: lue.expireLe.toISOString(),
      masquee,
      voie: agent !== null ? "accepter" : (await compteInvite(tx, lue, maintenant)).voie,
    };
  });
}
