import "server-only";
import type { z } from "zod";
import { courrierConfigure } from "@/lib/integrations/courrier";
import type { demandeSurInvitation } from "@/lib/schemas/equipe";
import { type Tx, transaction } from "@/lib/server/base";
import { envoyerApres } from "@/lib/server/courriels/expedier-courriels";
import { verrouiller } from "@/lib/server/dossiers/verrouiller";
import type { Agent } from "@/lib/server/droits";
import { dejaChange, invitationIntrouvable } from "@/lib/server/equipe/erreurs";
import { type Objet, reemettreInvitation } from "@/lib/server/equipe/invitation";
import { ErreurMetier } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";

/** Sends an invitation again, expired or not, with a new link and a new delay: the old link opens nothing any more. */
export async function renvoyerInvitation(
  agent: Agent,
  { dossierId, invitationId, versionVue }: z.output<typeof demandeSurInvitation>,
  maintenant: Date,
): Promise<{ expireLe: string; courrier: boolean }> {
  const expireLe = await transaction(async (tx) => {
    const dossier = await verrouiller(tx, agent, dossierId, "equipe.gerer");
    const lue = await tx.invitation.findFirst({
      where: { id: invitationId, dossierId, accepteeLe: null, retireeLe: null },
      select: { email: true, droit: true, partenaire: true },
    });
    if (lue === null) throw invitationIntrouvable();
    const objet = await objetDe(tx, dossierId, lue);
    const nouvelle = await reemettreInvitation(
      tx,
      { id: invitationId, version: versionVue },
      { dossier, email: lue.email, objet, organisation: agent.organisation, invitantId: agent.id },
      maintenant,
    );
    if (nouvelle === null) throw dejaChange();
    await ecrireEntree(tx, {
      action: "equipe.renvoyer_invitation",
      acteur: agent,
      dossierId,
      objet: invitationId,
      apres: { expireLe: nouvelle },
    });
    return nouvelle;
  });
  envoyerApres();
  return { expireLe: expireLe.toISOString(), courrier: courrierConfigure() };
}

async function objetDe(
  tx: Tx,
  dossierId: string,
  { droit, partenaire }: { droit: Extract<Objet, { droit: unknown }>["droit"] | null; partenaire: string | null },
): Promise<Objet> {
  if (droit !== null) return { droit };
  const lu =
    partenaire === null
      ? null
      : await tx.partenaire.findUnique({
          where: { dossierId_cle: { dossierId, cle: partenaire } },
          select: { nom: true, cle: true },
        });
  if (lu === null)
    throw new ErreurMetier("regle", "Ce partenaire ne figure plus dans le dossier : retirez cette invitation.");
  return { partenaire: lu.cle, nomPartenaire: lu.nom ?? "Partenaire sans nom" };
}
