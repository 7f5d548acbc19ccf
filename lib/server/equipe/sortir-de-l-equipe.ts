import "server-only";
import type { Tx } from "@/lib/server/base";
import type { Agent } from "@/lib/server/droits";
import { retirerInvitationsDEquipe } from "@/lib/server/invitations/retirer-en-attente";

/** What a departure undoes besides the membership itself, told in the journal by numbers only. */
export type Sortie = { droitsRetires: number; invitationsRetirees: number };

/**
 * Takes a person out of the team, in the caller's transaction, under the dossier's lock: the membership, the right that counted
 * on this dossier only, the invitations that would let them come back, and those they sent.
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
  const invitationsRetirees = await retirerInvitationsDEquipe(tx, utilisateurId, dossierId, maintenant);
  return { droitsRetires: droits.count, invitationsRetirees };
}
