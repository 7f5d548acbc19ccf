import "server-only";
import type { z } from "zod";
import { INVITATIONS_EN_ATTENTE_MAX } from "@/lib/domain/invitations";
import { courrierConfigure } from "@/lib/integrations/courrier";
import type { demandeInvitationMembres } from "@/lib/schemas/equipe";
import { type Tx, transaction } from "@/lib/server/base";
import { envoyerApres } from "@/lib/server/courriels/expedier-courriels";
import { verrouiller } from "@/lib/server/dossiers/verrouiller";
import type { Agent } from "@/lib/server/droits";
import { emettreInvitation } from "@/lib/server/equipe/invitation";
import { droitsVivants } from "@/lib/server/equipe/responsables";
import { ErreurMetier } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";
import { erreurSaisie } from "@/lib/server/repondre";

/** Invites one or several people into the team. One address at fault and nobody is written to: the list is corrected first. */
export async function inviterMembres(
  agent: Agent,
  { dossierId, adresses, droit }: z.output<typeof demandeInvitationMembres>,
  maintenant: Date,
): Promise<{ nombre: number; courrier: boolean }> {
  const nombre = await transaction(async (tx) => {
    const dossier = await verrouiller(tx, agent, dossierId, "equipe.gerer");
    await exigerInvitables(tx, dossierId, adresses, maintenant);
    // A région names who will run a dossier left alone: someone else.
    const soi = adresses.indexOf(agent.email.toLowerCase());
    if (soi !== -1) throw erreurSaisie({ [`adresses.${soi}`]: "C’est votre adresse : invitez une autre personne." });
    // An invitation that ran out makes room for the new one.
    await tx.invitation.updateMany({
      where: { dossierId, email: { in: adresses }, droit: { not: null }, accepteeLe: null, retireeLe: null },
      data: { retireeLe: maintenant, version: { increment: 1 } },
    });
    const emises: { id: string; expireLe: Date }[] = [];
    for (const email of adresses)
      emises.push(
        await emettreInvitation(
          tx,
          { dossier, email, objet: { droit }, organisation: agent.organisation, invitantId: agent.id },
          maintenant,
        ),
      );
    await ecrireEntree(tx, {
      action: "equipe.inviter",
      acteur: agent,
      dossierId,
      apres: { droit, invitations: emises.map((i) => i.id), expireLe: emises[0]?.expireLe },
    });
    return emises.length;
  });
  envoyerApres();
  return { nombre, courrier: courrierConfigure() };
}

async function exigerInvitables(tx: Tx, dossierId: string, adresses: readonly string[], maintenant: Date) {
  const [membres, attente, total] = [
    await tx.utilisateur.findMany({
      where: {
        email: { in: [...adresses] },
        dossiers: { some: { dossierId } },
        // Whose right has ended may be invited again: that is how it is given back.
        habilitations: { some: droitsVivants(dossierId, maintenant) },
      },
      select: { email: true },
    }),
    await tx.invitation.findMany({
      where: {
        dossierId,
        email: { in: [...adresses] },
        droit: { not: null },
        accepteeLe: null,
        retireeLe: null,
        expireLe: { gt: maintenant },
      },
      select: { email: true },
    }),
    await tx.invitation.count({
      where: { dossierId, accepteeLe: null, retireeLe: null, expireLe: { gt: maintenant } },
    }),
  ];
  const fautes: Record<string, string> = {};
  adresses.forEach((adresse, rang) => {
    if (membres.some((m) => m.email === adresse))
      fautes[`adresses.${rang}`] = `« ${adresse} » fait déjà partie de l’équipe.`;
    else if (attente.some((i) => i.email === adresse))
      fautes[`adresses.${rang}`] =
        `« ${adresse} » a déjà une invitation en attente : renvoyez-la ou retirez-la plus bas.`;
  });
  if (Object.keys(fautes).length > 0) throw erreurSaisie(fautes);
  if (total + adresses.length > INVITATIONS_EN_ATTENTE_MAX)
    throw new ErreurMetier(
      "regle",
      `Ce dossier a déjà ${total} invitations en attente : retirez-en avant d’en envoyer d’autres.`,
    );
}
