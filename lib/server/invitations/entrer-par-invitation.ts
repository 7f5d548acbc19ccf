import "server-only";
import type { z } from "zod";
import type { Acceptation, demandeAcceptationContact } from "@/lib/schemas/equipe";
import { transaction } from "@/lib/server/base";
import { ErreurMetier } from "@/lib/server/erreur";
import { donnerAcces } from "@/lib/server/invitations/donner-acces";
import { lienSansEffet, tenirInvitation } from "@/lib/server/invitations/trouver";
import { ouvrirBailDans } from "@/lib/server/session/bail";

/**
 * A partner's contact without an account: the link, received by mail, proves the address. Account, right and session come
 * together or not at all, and the link is used up. Gives the token to put in the cookie.
 */
export async function entrerParInvitation(
  { jeton, prenom, nom }: z.output<typeof demandeAcceptationContact>,
  appareil: string | null,
  maintenant: Date,
): Promise<Acceptation & { session: string }> {
  return transaction(async (tx) => {
    const invitation = await tenirInvitation(tx, jeton, maintenant);
    // A team member signs in with ProConnect: for them this door does not exist.
    if (invitation.partenaire === null) throw lienSansEffet();
    const existant = await tx.utilisateur.findUnique({ where: { email: invitation.email }, select: { id: true } });
    if (existant !== null)
      throw new ErreurMetier("session", "Un compte existe déjà avec cette adresse : connectez-vous pour accepter.");
    const { id } = await tx.utilisateur.create({
      data: {
        email: invitation.email,
        prenom,
        nom,
        organisation: invitation.nomPartenaire ?? "",
        creeLe: maintenant,
      },
      select: { id: true },
    });
    const acceptation = await donnerAcces(tx, invitation, id, maintenant, { compteCree: true });
    const session = await ouvrirBailDans(
      tx,
      id,
      { action: "session.ouvrir_invitation", methode: "lien", appareil },
      maintenant,
    );
    return { ...acceptation, session };
  });
}
