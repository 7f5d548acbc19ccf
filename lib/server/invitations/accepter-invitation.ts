import "server-only";
import type { z } from "zod";
import { masquerAdresse } from "@/lib/domain/invitations";
import type { Acceptation, demandeAcceptation } from "@/lib/schemas/equipe";
import { transaction } from "@/lib/server/base";
import type { Agent } from "@/lib/server/droits";
import { ErreurMetier } from "@/lib/server/erreur";
import { donnerAcces } from "@/lib/server/invitations/donner-acces";
import { tenirInvitation } from "@/lib/server/invitations/trouver";

/** By someone signed in with the very address that was invited. */
export async function accepterInvitation(
  agent: Agent,
  { jeton }: z.output<typeof demandeAcceptation>,
  maintenant: Date,
): Promise<Acceptation> {
  return transaction(async (tx) => {
    const invitation = await tenirInvitation(tx, jeton, maintenant);
    if (invitation.email !== agent.email.toLowerCase())
      throw new ErreurMetier(
        "interdit",
        `Cette invitation a été envoyée à ${masquerAdresse(invitation.email)}. Connectez-vous avec le compte de cette adresse.`,
      );
    // A mailbox alone must not open what ProConnect guards.
    if (invitation.droit !== null && agent.methode === "lien")
      throw new ErreurMetier(
        "interdit",
        "L’équipe d’un dossier se rejoint avec ProConnect. Déconnectez-vous, puis rouvrez le lien.",
      );
    return donnerAcces(tx, invitation, agent.id, maintenant);
  });
}
