import "server-only";
import type { Tx } from "@/lib/server/base";
import { effacerLiensEteints } from "@/lib/server/courriels/effacer-liens";
import type { Prisma } from "@/prisma/genere/client";

/** The invitations that a departure takes away: those that would let the person back in, and those they sent. */

const PENDANTE = { accepteeLe: null, retireeLe: null } as const;

const adresseDe = async (tx: Tx, id: string): Promise<string> =>
  (await tx.utilisateur.findUniqueOrThrow({ where: { id }, select: { email: true } })).email;

/** Everything pending to the person's address or sent by them. */
export async function invitationsEnAttente(tx: Tx, utilisateurId: string): Promise<Prisma.InvitationWhereInput> {
  return { ...PENDANTE, OR: [{ email: await adresseDe(tx, utilisateurId) }, { invitantId: utilisateurId }] };
}

/** With them, the links that their mails still carry. */
async function retirer(tx: Tx, where: Prisma.InvitationWhereInput, maintenant: Date): Promise<number> {
  const { count } = await tx.invitation.updateMany({
    where,
    data: { retireeLe: maintenant, version: { increment: 1 } },
  });
  if (count > 0) await effacerLiensEteints(tx, maintenant);
  return count;
}

/** The account closes: on every dossier. How many. */
export async function retirerToutesInvitations(tx: Tx, utilisateurId: string, maintenant: Date): Promise<number> {
  return retirer(tx, await invitationsEnAttente(tx, utilisateurId), maintenant);
}

/** The person leaves these teams: into the team for them, of any kind when they sent it. How many. */
export async function retirerInvitationsDEquipe(
  tx: Tx,
  utilisateurId: string,
  dossierId: string | { notIn: string[]; equals?: string },
  maintenant: Date,
): Promise<number> {
  const email = await adresseDe(tx, utilisateurId);
  const concernees = [{ email, droit: { not: null } }, { invitantId: utilisateurId }];
  return retirer(tx, { ...PENDANTE, dossierId, OR: concernees }, maintenant);
}

/** The person no longer composes this team: what they sent goes. How many. */
export const retirerInvitationsEnvoyees = (tx: Tx, invitantId: string, dossierId: string, maintenant: Date) =>
  retirer(tx, { ...PENDANTE, dossierId, invitantId }, maintenant);

/** The person no longer answers for this partner. How many. */
export async function retirerInvitationsDePart(
  tx: Tx,
  utilisateurId: string,
  part: { dossierId: string; partenaire: string },
  maintenant: Date,
): Promise<number> {
  return retirer(tx, { ...PENDANTE, ...part, email: await adresseDe(tx, utilisateurId) }, maintenant);
}
