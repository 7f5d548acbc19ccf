import "server-only";
import type { Tx } from "@/lib/server/base";
import { courrielSuffit } from "@/lib/server/droits";
import { habilitationVivante } from "@/lib/server/habilitations/conditions";
import type { InvitationTrouvee } from "@/lib/server/invitations/trouver";

export type CompteInvite =
  /** The address has no account: the link lets create one. */
  | { voie: "creer" }
  /** An account that only ever answers for partners: the link, sent to its mailbox, is enough. */
  | { voie: "continuer"; utilisateurId: string }
  | { voie: "connexion" };

/**
 * What the link alone is worth, for who is not signed in. A team member always signs in with ProConnect; so does whoever
 * holds any other right, or came in through it once: a mailbox alone must not open what it guards. A partner's contact whose
 * right has ended is asked no sign-in link that they would not be given: this link brings them back.
 */
export async function compteInvite(
  tx: Tx,
  { partenaire, email }: Pick<InvitationTrouvee, "partenaire" | "email">,
  maintenant: Date,
): Promise<CompteInvite> {
  if (partenaire === null) return { voie: "connexion" };
  const compte = await tx.utilisateur.findUnique({
    where: { email },
    select: {
      id: true,
      sub: true,
      persona: true,
      desactiveLe: true,
      effaceLe: true,
      habilitations: { where: habilitationVivante(maintenant), select: { role: true } },
    },
  });
  if (compte === null) return { voie: "creer" };
  const parMail =
    compte.desactiveLe === null &&
    compte.effaceLe === null &&
    courrielSuffit(
      compte,
      compte.habilitations.map((h) => h.role),
    );
  return parMail ? { voie: "continuer", utilisateurId: compte.id } : { voie: "connexion" };
}
