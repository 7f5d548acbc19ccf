import "server-only";
import type { Tx } from "@/lib/server/base";
import type { Agent } from "@/lib/server/droits";

/** What a departure undoes besides the membership itself, told in the journal by numbers only. */
export type Sortie = { droitsRetires: number; invitationsRetirees: number };

/**
 * Takes a person out of the team, in the caller's transaction, under the dossier's lock: the membership, the right that counted
 * on this dossier only, and the invitations that would let them come back.
 */
export async function sortirDeLEquipe(
  tx: Tx,
  par: Agent,
  { dossierId, utilisateurId }: { dossierId: string; utilisateurId: string },
  motifRetrait: string,
  maintenant: Date,
): Promise<Sortie> {
  await tx.membreDossier.delete({ where: { dossierId_utilisateurId: { dossierId, utilisateurId } } });
  const droits = await tx.habilitation.updateMany({
    where: { utilisateurId, dossierId, role: "equipe_projet", retireeLe: null },
    data: { retireeLe: maintenant, retireeParId: par.id, motifRetrait, version: { increment: 1 } },
  });
  const { email } = await tx.utilisateur.findUniqueOrThrow({ where: { id: utilisateurId }, select: { email: true } });
  const invitations = await tx.invitation.updateMany({
    where: { dossierId, email, droit: { not: null }, accepteeLe: null, retireeLe: null },
    data: { retireeLe: maintenant, version: { increment: 1 } },
  });
  return { droitsRetires: droits.count, invitationsRetirees: invitations.count };
}
