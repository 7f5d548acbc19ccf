import "server-only";
import type { z } from "zod";
import type { Acceptation, demandeEntree } from "@/lib/schemas/equipe";
import { type Tx, transaction } from "@/lib/server/base";
import { ErreurMetier } from "@/lib/server/erreur";
import { compteInvite } from "@/lib/server/invitations/compte-invite";
import { donnerAcces } from "@/lib/server/invitations/donner-acces";
import { type InvitationTrouvee, lienSansEffet, tenirInvitation } from "@/lib/server/invitations/trouver";
import { erreurSaisie } from "@/lib/server/repondre";
import { ouvrirBailDans } from "@/lib/server/session/bail";

type Entree = z.output<typeof demandeEntree>;

/**
 * A partner's contact comes in by the link alone: received by mail, it proves the address. Account, right and session come
 * together or not at all, and the link is used up. Gives the token to put in the cookie.
 */
export async function entrerParInvitation(
  { jeton, identite }: Entree,
  appareil: string | null,
  maintenant: Date,
): Promise<Acceptation & { session: string }> {
  return deuxFois(() => entrer({ jeton, identite }, appareil, maintenant));
}

/** Two invitations of one new address used at the same instant: the second finds the account that the first has just made. */
async function deuxFois<T>(faire: () => Promise<T>): Promise<T> {
  try {
    return await faire();
  } catch (erreur) {
    if ((erreur as { code?: unknown } | null)?.code !== "P2002") throw erreur;
    return faire();
  }
}

function entrer({ jeton, identite }: Entree, appareil: string | null, maintenant: Date) {
  return transaction(async (tx) => {
    const invitation = await tenirInvitation(tx, jeton, maintenant);
    // A team member signs in with ProConnect: for them this door does not exist.
    if (invitation.partenaire === null) throw lienSansEffet();
    const compte = await compteInvite(tx, invitation, maintenant);
    if (compte.voie === "connexion")
      throw new ErreurMetier("session", "Un compte existe déjà avec cette adresse : connectez-vous pour accepter.");
    const cree = compte.voie === "creer";
    const id = cree ? await creerCompte(tx, invitation, identite, maintenant) : compte.utilisateurId;
    const acceptation = await donnerAcces(tx, invitation, id, maintenant, cree ? { compteCree: true } : {});
    const session = await ouvrirBailDans(
      tx,
      id,
      { action: "session.ouvrir_invitation", methode: "lien", appareil },
      maintenant,
    );
    return { ...acceptation, session };
  });
}

async function creerCompte(
  tx: Tx,
  { email, nomPartenaire }: InvitationTrouvee,
  identite: Entree["identite"],
  maintenant: Date,
): Promise<string> {
  if (identite === null)
    throw erreurSaisie({ "identite.prenom": "Écrivez votre prénom.", "identite.nom": "Écrivez votre nom." });
  const { id } = await tx.utilisateur.create({
    data: { ...identite, email, organisation: nomPartenaire ?? "", creeLe: maintenant },
    select: { id: true },
  });
  return id;
}
