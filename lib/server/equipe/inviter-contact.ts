import "server-only";
import type { z } from "zod";
import { courrierConfigure } from "@/lib/integrations/courrier";
import type { demandeInvitationContact } from "@/lib/schemas/equipe";
import { transaction } from "@/lib/server/base";
import { envoyerApres } from "@/lib/server/courriels/expedier-courriels";
import { verrouiller } from "@/lib/server/dossiers/verrouiller";
import type { Agent } from "@/lib/server/droits";
import { emettreInvitation } from "@/lib/server/equipe/invitation";
import { ErreurMetier } from "@/lib/server/erreur";
import { habilitationVivante } from "@/lib/server/habilitations/conditions";
import { ecrireEntree } from "@/lib/server/journal";
import { erreurSaisie } from "@/lib/server/repondre";

/** Invites the contact of one partner: who will read, and later fill, that partner's part. */
export async function inviterContact(
  agent: Agent,
  { dossierId, partenaire: cle, adresse: email }: z.output<typeof demandeInvitationContact>,
  maintenant: Date,
): Promise<{ id: string; courrier: boolean }> {
  const emise = await transaction(async (tx) => {
    const dossier = await verrouiller(tx, agent, dossierId, "equipe.gerer");
    const partenaire = await tx.partenaire.findUnique({
      where: { dossierId_cle: { dossierId, cle } },
      select: { nom: true },
    });
    if (partenaire === null)
      throw new ErreurMetier("introuvable", "Ce partenaire ne figure plus dans le dossier : la liste est à jour.");
    if (partenaire.nom === null)
      throw new ErreurMetier("regle", "Donnez d’abord un nom à ce partenaire : l’invitation le cite.");
    const vivante = await tx.habilitation.findFirst({
      where: {
        AND: [habilitationVivante(maintenant)],
        role: "partenaire",
        dossierId,
        partenaire: cle,
        utilisateur: { email },
      },
      select: { id: true },
    });
    if (vivante !== null) throw erreurSaisie({ adresse: "Cette personne est déjà le contact de ce partenaire." });
    const attente = { dossierId, email, partenaire: cle, accepteeLe: null, retireeLe: null };
    if ((await tx.invitation.count({ where: { ...attente, expireLe: { gt: maintenant } } })) > 0)
      throw erreurSaisie({ adresse: "Cette adresse a déjà une invitation en attente : renvoyez-la ou retirez-la." });
    await tx.invitation.updateMany({ where: attente, data: { retireeLe: maintenant, version: { increment: 1 } } });
    const invitation = await emettreInvitation(
      tx,
      {
        dossier,
        email,
        objet: { partenaire: cle, nomPartenaire: partenaire.nom },
        organisation: agent.organisation,
        invitantId: agent.id,
      },
      maintenant,
    );
    await ecrireEntree(tx, {
      action: "equipe.inviter_contact",
      acteur: agent,
      dossierId,
      objet: cle,
      apres: { partenaire: cle, invitations: [invitation.id], expireLe: invitation.expireLe },
    });
    return invitation;
  });
  envoyerApres();
  return { id: emise.id, courrier: courrierConfigure() };
}
